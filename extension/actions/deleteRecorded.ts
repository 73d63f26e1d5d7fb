import type { DeletionVerdict } from "../../shared/protocol/values.ts";
import { abortable } from "../platform/abortable.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import { carryOutDeletion, planDeletion } from "../store/retention/deletion.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { RetentionMoment } from "../store/retention/retention.ts";
import type { PanelActions } from "./panelActions.ts";

export interface DeletionJob {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly actions: Pick<PanelActions, "confirmDeletion" | "describeDeletion">;
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
  const plan = planDeletion(job.summaries, job.isChosen, job.moment);
  const isConfirmed = await abortable(job.actions.confirmDeletion(plan), job.signal);
  if (!isConfirmed) return { outcome: "dismissed" };
  const report = await carryOutDeletion(job.fs, plan);
  report.failures.forEach(job.onWarning);
  job.recorder.log("telemetry.deleted", {
    measurements: {
      deleted_files: report.deletedFileCount,
      deleted_events: report.deletedEventCount,
      deleted_bytes: report.deletedByteCount,
      failures: report.failures.length,
    },
  });
  return { outcome: "done", ...job.actions.describeDeletion(plan, report) };
}
