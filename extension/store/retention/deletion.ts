import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import type { FileSummary } from "../index/fileSummary.ts";
import { filesBeingWritten, type RetentionMoment } from "./retention.ts";

/** What a deletion would take, and what it would leave. */
export interface DeletionPlan {
  readonly files: readonly FileSummary[];
  readonly eventCount: number;
  readonly byteCount: number;
  /** Chosen as well, but a session may still append to them. */
  readonly keptFiles: readonly FileSummary[];
}

/** What a deletion did. */
export interface DeletionReport {
  readonly deletedFileCount: number;
  readonly deletedEventCount: number;
  readonly deletedByteCount: number;
  /** A sentence for each file that is still there. */
  readonly failures: readonly string[];
}

/** Plans the deletion of the chosen ones among all files of the store, never of one in use. */
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

/**
 * Deletes the files of the plan. One that has changed since is left: it is not what was confirmed.
 */
export async function executeDeletion(fs: FileSystem, plan: DeletionPlan): Promise<DeletionReport> {
  const failures: string[] = [];
  let deletedFileCount = 0;
  let deletedEventCount = 0;
  let deletedByteCount = 0;
  for (const { file, eventCount } of plan.files) {
    try {
      const { size, mtimeMs } = await fs.lstat(file.path);
      if (size !== file.byteCount || mtimeMs !== file.modifiedMs) {
        failures.push(`${file.name} was kept: it has changed meanwhile.`);
        continue;
      }
      await fs.unlink(file.path);
      deletedFileCount++;
      deletedEventCount += eventCount;
      deletedByteCount += file.byteCount;
    } catch (error) {
      // Retention of another window may have deleted it meanwhile.
      if (errorCode(error) === "ENOENT") continue;
      failures.push(`${file.name} could not be deleted: ${toError(error).message}`);
    }
  }
  return { deletedFileCount, deletedEventCount, deletedByteCount, failures };
}
