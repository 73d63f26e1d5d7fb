import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import type { FileSummary } from "../index/fileSummary.ts";
import { filesBeingWritten, type RetentionMoment } from "./retention.ts";

/** What a deletion would delete and keep. */
export interface DeletionPlan {
  readonly files: readonly FileSummary[];
  readonly eventCount: number;
  readonly byteCount: number;
  /** Chosen files that are kept because they may still be in use. */
  readonly keptFiles: readonly FileSummary[];
}

/** The result of a deletion. */
export interface DeletionReport {
  readonly deletedFileCount: number;
  readonly deletedEventCount: number;
  readonly deletedByteCount: number;
  /** Names of files that were kept because they changed after the user confirmed. */
  readonly changedFiles: readonly string[];
  /** A message for each file that could not be deleted. */
  readonly failures: readonly string[];
}

/** Plans the deletion of the chosen files out of all files of the store, except files in use. */
export function planDeletion(
  all: readonly FileSummary[],
  isChosen: (summary: FileSummary) => boolean,
  moment: RetentionMoment,
): DeletionPlan {
  const beingWritten = filesBeingWritten(
    all.map(({ file }) => file),
    moment,
  );
  const chosen = all.filter(isChosen);
  const files = chosen.filter(({ file }) => !beingWritten.has(file));
  return {
    files,
    eventCount: files.reduce((sum, { eventCount }) => sum + eventCount, 0),
    byteCount: files.reduce((sum, { file }) => sum + file.byteCount, 0),
    keptFiles: chosen.filter(({ file }) => beingWritten.has(file)),
  };
}

/** Deletes the files of the plan, except those that changed since the user confirmed it. */
export async function executeDeletion(fs: FileSystem, plan: DeletionPlan): Promise<DeletionReport> {
  const changedFiles: string[] = [];
  const failures: string[] = [];
  let deletedFileCount = 0;
  let deletedEventCount = 0;
  let deletedByteCount = 0;
  for (const { file, eventCount } of plan.files) {
    try {
      const { size, mtimeMs } = await fs.lstat(file.path);
      if (size !== file.byteCount || mtimeMs !== file.modifiedMs) {
        changedFiles.push(file.name);
        continue;
      }
      await fs.unlink(file.path);
      deletedFileCount++;
      deletedEventCount += eventCount;
      deletedByteCount += file.byteCount;
    } catch (error) {
      // Retention in another window may have deleted it.
      if (errorCode(error) === "ENOENT") continue;
      failures.push(`${file.name} could not be deleted: ${toError(error).message}`);
    }
  }
  return { deletedFileCount, deletedEventCount, deletedByteCount, changedFiles, failures };
}
