import { compareText } from "../../shared/compareText.ts";
import { dayOverlaps, type InstantRange } from "../../shared/days.ts";
import { sortInTurns } from "../platform/sortInTurns.ts";
import type { FileColumn, FileRow } from "../../shared/protocol/values.ts";
import { Turns } from "../platform/turns.ts";
import type { StoreFile } from "../store/storeFiles.ts";
import { compareFileNames } from "../store/fileName.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import { filesBeingWritten, type RetentionMoment } from "../store/retention/retention.ts";
import { fitIntoMessage } from "./messageSize.ts";

/** As many as fit into a row. */
const MAX_FREQUENT_EVENTS = 5;

export interface FilePage {
  readonly range: InstantRange;
  readonly sortBy: FileColumn;
  readonly isDescending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/**
 * A page of the files that an export of the range would open, and their total count. Has fewer rows
 * than requested if they would not fit into one message, but at least one.
 */
export async function createFilePage(
  summaries: readonly FileSummary[],
  { range, sortBy, isDescending, offset, limit }: FilePage,
  moment: RetentionMoment,
  signal?: AbortSignal,
): Promise<{ readonly fileCount: number; readonly rows: FileRow[] }> {
  const inRange: FileSummary[] = [];
  const files: StoreFile[] = [];
  const turns = new Turns(signal);
  for (const summary of summaries) {
    files.push(summary.file);
    if (dayOverlaps(summary.file.day, range)) inRange.push(summary);
    if (turns.isOver) await turns.next();
  }
  const beingWritten = filesBeingWritten(files, moment);
  const direction = isDescending ? -1 : 1;
  const sorted = await sortInTurns(
    inRange,
    (left, right) =>
      direction * (compareBy(sortBy, left, right) || compareFileNames(left.file, right.file)),
    signal,
  );
  return {
    fileCount: sorted.length,
    rows: fitIntoMessage(
      sorted
        .slice(offset, offset + limit)
        .map((summary) => toFileRow(summary, beingWritten.has(summary.file))),
    ),
  };
}

function compareBy(column: FileColumn, left: FileSummary, right: FileSummary): number {
  switch (column) {
    case "day":
      return compareText(left.file.day, right.file.day);
    case "session":
      return compareText(left.file.session8, right.file.session8);
    case "segment":
      return left.file.segment - right.file.segment;
    case "bytes":
      return left.file.byteCount - right.file.byteCount;
    case "events":
      return left.eventCount - right.eventCount;
    case "errors":
      return left.errorCount - right.errorCount;
    case "skippedLines":
      return left.skippedLineCount - right.skippedLineCount;
  }
}

function toFileRow(summary: FileSummary, isBeingWritten: boolean): FileRow {
  const { file, firstMs, lastMs, unreadReason } = summary;
  return {
    fileName: file.name,
    day: file.day,
    session8: file.session8,
    segment: file.segment,
    byteCount: file.byteCount,
    eventCount: summary.eventCount,
    errorCount: summary.errorCount,
    skippedLineCount: summary.skippedLineCount,
    skippedLines: [...summary.skippedLines],
    misfiledEventCount: summary.misfiledEventCount,
    frequentEvents: summary.frequentEvents.slice(0, MAX_FREQUENT_EVENTS),
    isBeingWritten,
    ...(firstMs !== undefined && { firstMs }),
    ...(lastMs !== undefined && { lastMs }),
    ...(unreadReason !== undefined && { unreadReason }),
  };
}
