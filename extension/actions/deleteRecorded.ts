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

export interface DeletionJob {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly user: Pick<UserInterface, "l10n" | "confirm" | "acknowledge">;
  /** All files of the own store, as they are now. */
  readonly summaries: readonly FileSummary[];
  readonly isChosen: (summary: FileSummary) => boolean;
  readonly moment: RetentionMoment;
  readonly onWarning: (message: string) => void;
  /** Whoever asked has given up: nothing is deleted any more. */
  readonly signal?: AbortSignal;
}

/** Deletes the chosen files once the user has confirmed it, and records that it did. */
export async function deleteRecorded(job: DeletionJob): Promise<DeletionVerdict> {
  const { fs, recorder, user, signal } = job;
  const plan = planDeletion(job.summaries, job.isChosen, job.moment);
  if (!(await abortable(isConfirmed(user, plan), signal))) return { outcome: "dismissed" };
  const report = await executeDeletion(fs, plan);
  report.failures.forEach(job.onWarning);
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

async function isConfirmed(user: DeletionJob["user"], plan: DeletionPlan): Promise<boolean> {
  const question = deletionQuestion(user.l10n, plan);
  if (question !== undefined) return user.confirm(question);
  await user.acknowledge(describeNothingToDelete(user.l10n, plan));
  return false;
}
