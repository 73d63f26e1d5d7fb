import type { DeletionVerdict } from "../../shared/protocol/values.ts";
import { abortable } from "../platform/abortable.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import { executeDeletion, planDeletion, type DeletionPlan } from "../store/retention/deletion.ts";
import type { RetentionMoment } from "../store/retention/retention.ts";
import { deletionQuestion, describeDeletion, describeNothingToDelete } from "./describeDeletion.ts";
import type { UserInterface } from "./userInterface.ts";

export interface DeleteTelemetryOptions {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly user: Pick<UserInterface, "l10n" | "confirm" | "showModal">;
  /** All files currently in the extension's own store. */
  readonly summaries: readonly FileSummary[];
  readonly isSelected: (summary: FileSummary) => boolean;
  readonly moment: RetentionMoment;
  readonly onWarning: (message: string) => void;
  /** Once aborted, nothing is deleted. */
  readonly signal?: AbortSignal;
}

/** Deletes the selected files after the user confirms, and records the deletion. */
export async function deleteTelemetry(options: DeleteTelemetryOptions): Promise<DeletionVerdict> {
  const { fs, recorder, user, signal } = options;
  const plan = planDeletion(options.summaries, options.isSelected, options.moment);
  if (!(await abortable(isConfirmed(user, plan), signal))) return { outcome: "dismissed" };
  const report = await executeDeletion(fs, plan);
  report.failures.forEach(options.onWarning);
  for (const name of report.changedFiles) {
    options.onWarning(`${name} was kept because it changed after the deletion was confirmed.`);
  }
  recorder.log("telemetry.deleted", {
    measurements: {
      deleted_files: report.deletedFileCount,
      deleted_events: report.deletedEventCount,
      deleted_bytes: report.deletedByteCount,
      failures: report.failures.length,
    },
  });
  return { outcome: "done", ...describeDeletion(user.l10n, plan, report) };
}

async function isConfirmed(
  user: DeleteTelemetryOptions["user"],
  plan: DeletionPlan,
): Promise<boolean> {
  const question = deletionQuestion(user.l10n, plan);
  if (question !== undefined) return user.confirm(question);
  await user.showModal(describeNothingToDelete(user.l10n, plan));
  return false;
}
