import type { UtcDay } from "../../shared/days.ts";
import { readEvents } from "./eventStream.ts";
import type { FileSystem } from "./fileSystem.ts";
import type { ReadReport } from "./readReport.ts";
import type { StoreFile } from "./storeFiles.ts";

/** What one file of the store holds. */
export interface FileCount {
  readonly file: StoreFile;
  readonly eventCount: number;
  /** Events that carry an error. */
  readonly errorCount: number;
  readonly skippedLineCount: number;
}

/** What the files of one day hold together. */
export interface DayCount {
  readonly day: UtcDay;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly eventCount: number;
  readonly errorCount: number;
  readonly skippedLineCount: number;
}

/** Counts each file by reading it; what could not be read or skipped is named in `report`. */
export async function countFiles(
  fs: FileSystem,
  files: readonly StoreFile[],
  report: ReadReport,
): Promise<readonly FileCount[]> {
  const counts: FileCount[] = [];
  for (const file of files) {
    const skippedBefore = report.skippedLineCount;
    let eventCount = 0;
    let errorCount = 0;
    for await (const events of readEvents(fs, [file], { range: {}, order: "session", report })) {
      eventCount += events.length;
      for (const { row } of events) {
        if (row.error !== undefined && row.error !== null) errorCount++;
      }
    }
    const skippedLineCount = report.skippedLineCount - skippedBefore;
    counts.push({ file, eventCount, errorCount, skippedLineCount });
  }
  return counts;
}

/** Adds up the files of each day; days come in the order of the files. */
export function sumByDay(counts: readonly FileCount[]): readonly DayCount[] {
  const days = new Map<UtcDay, DayCount>();
  for (const { file, eventCount, errorCount, skippedLineCount } of counts) {
    const sum = days.get(file.day);
    days.set(file.day, {
      day: file.day,
      fileCount: (sum?.fileCount ?? 0) + 1,
      byteCount: (sum?.byteCount ?? 0) + file.byteCount,
      eventCount: (sum?.eventCount ?? 0) + eventCount,
      errorCount: (sum?.errorCount ?? 0) + errorCount,
      skippedLineCount: (sum?.skippedLineCount ?? 0) + skippedLineCount,
    });
  }
  return [...days.values()];
}
