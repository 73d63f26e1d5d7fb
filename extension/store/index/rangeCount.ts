import { dayOverlaps, type InstantRange, type UtcDay } from "../../../shared/days.ts";
import { EventTally, type EventCounts } from "./eventTally.ts";
import { hasError } from "../eventFields.ts";
import { readEvents } from "../reading/eventStream.ts";
import type { FileSummary } from "./fileSummary.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { NameCounts, type NameCount } from "./nameCounts.ts";
import { ReadReport } from "../reading/readReport.ts";

/** Counts of one day's files. Events with a timestamp on another day are not included. */
export interface DayCount {
  readonly day: UtcDay;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly eventCount: number;
  readonly errorCount: number;
  readonly skippedLineCount: number;
}

export interface Totals {
  readonly fileCount: number;
  readonly byteCount: number;
  readonly eventCount: number;
  readonly errorCount: number;
  readonly skippedLineCount: number;
  /** Events in a file of a different day than their timestamp's. */
  readonly misfiledEventCount: number;
  /** Files that could not be read completely. */
  readonly unreadFileCount: number;
}

/** Counts of a range. Except for misfiled events, the days add up to the totals. */
export interface RangeCount extends Totals {
  readonly days: readonly DayCount[];
  /** The counted names, most frequent first. */
  readonly frequentEvents: readonly NameCount[];
}

/** Counts of some files of one day. Their events may be only those in the range. */
interface PartialCount {
  readonly day: UtcDay;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly skippedLineCount: number;
  readonly unreadFileCount: number;
  readonly events: EventCounts;
}

const FREQUENT_NAMES = 8;

/** More different names than any recorder has. */
const MAX_RANGE_NAMES = 5_000;

/** Counts per day, in the order of the summaries. */
export function sumByDay(summaries: readonly FileSummary[]): readonly DayCount[] {
  return daysOf(summaries.map(wholeFile));
}

/** Totals of all files, including misfiled events. */
export function totalsOf(summaries: readonly FileSummary[]): Totals {
  return totalOf(summaries.map(wholeFile));
}

/**
 * Counts what an export of the range would contain, limited to the summarized size of each file.
 * Reads a file only if it may be partly in the range, or if it could not be read before. Throws the
 * signal's reason once it is aborted.
 */
export async function countRange(
  fs: FileSystem,
  summaries: readonly FileSummary[],
  range: InstantRange,
  signal?: AbortSignal,
): Promise<RangeCount> {
  const counts: PartialCount[] = [];
  for (const [day, ofDay] of byDay(summaries)) {
    if (!dayOverlaps(day, range)) continue;
    const toRead: FileSummary[] = [];
    for (const summary of ofDay) {
      const count = countWithoutReading(summary, range);
      if (count === undefined) toRead.push(summary);
      else counts.push(count);
    }
    if (toRead.length > 0) counts.push(await readCount(fs, day, toRead, range, signal));
  }
  const names = new NameCounts(MAX_RANGE_NAMES);
  for (const { events } of counts) names.addAll(events.frequentEvents);
  return {
    ...totalOf(counts),
    days: daysOf(counts),
    frequentEvents: names.mostFrequent(FREQUENT_NAMES),
  };
}

/** The counts of a file that is entirely inside or outside the range; otherwise undefined. */
function countWithoutReading(
  summary: FileSummary,
  { startMs = -Infinity, endMsExclusive = Infinity }: InstantRange,
): PartialCount | undefined {
  if (summary.isUnexamined) return wholeFile(summary);
  if (summary.unreadReason !== undefined) return undefined;
  const { firstMs, lastMs } = summary;
  if (firstMs === undefined || lastMs === undefined) return wholeFile(summary);
  if (firstMs >= startMs && lastMs < endMsExclusive) return wholeFile(summary);
  if (lastMs >= startMs && firstMs < endMsExclusive) return undefined;
  return { ...wholeFile(summary), events: new EventTally(summary.file.day, 0).counts() };
}

function wholeFile(summary: FileSummary): PartialCount {
  const { file, skippedLineCount, unreadReason } = summary;
  return {
    day: file.day,
    fileCount: 1,
    byteCount: file.byteCount,
    skippedLineCount,
    unreadFileCount: unreadReason === undefined ? 0 : 1,
    events: summary,
  };
}

async function readCount(
  fs: FileSystem,
  day: UtcDay,
  summaries: readonly FileSummary[],
  range: InstantRange,
  signal: AbortSignal | undefined,
): Promise<PartialCount> {
  const report = new ReadReport();
  const tally = new EventTally(day, MAX_RANGE_NAMES);
  const files = summaries.map(({ file }) => file);
  const options = { range, order: "session", report, ...(signal && { signal }) } as const;
  for await (const events of readEvents(fs, files, options)) {
    for (const { row, timeMs } of events) tally.add(row.event_name, timeMs, hasError(row));
  }
  const { fileCount, byteCount, skippedLineCount, unreadFiles } = report;
  const unreadFileCount = unreadFiles.length;
  return { day, fileCount, byteCount, skippedLineCount, unreadFileCount, events: tally.counts() };
}

function daysOf(counts: readonly PartialCount[]): readonly DayCount[] {
  const days = new Map<UtcDay, DayCount>();
  for (const { day, events, ...count } of counts) {
    const sum = days.get(day);
    days.set(day, {
      day,
      fileCount: (sum?.fileCount ?? 0) + count.fileCount,
      byteCount: (sum?.byteCount ?? 0) + count.byteCount,
      eventCount: (sum?.eventCount ?? 0) + events.eventCount - events.misfiledEventCount,
      errorCount: (sum?.errorCount ?? 0) + events.errorCount - events.misfiledErrorCount,
      skippedLineCount: (sum?.skippedLineCount ?? 0) + count.skippedLineCount,
    });
  }
  return [...days.values()];
}

function totalOf(counts: readonly PartialCount[]): Totals {
  const sum = (valueOf: (count: PartialCount) => number) =>
    counts.reduce((total, count) => total + valueOf(count), 0);
  return {
    fileCount: sum(({ fileCount }) => fileCount),
    byteCount: sum(({ byteCount }) => byteCount),
    eventCount: sum(({ events }) => events.eventCount),
    errorCount: sum(({ events }) => events.errorCount),
    skippedLineCount: sum(({ skippedLineCount }) => skippedLineCount),
    misfiledEventCount: sum(({ events }) => events.misfiledEventCount),
    unreadFileCount: sum(({ unreadFileCount }) => unreadFileCount),
  };
}

function byDay(summaries: readonly FileSummary[]): ReadonlyMap<UtcDay, readonly FileSummary[]> {
  return Map.groupBy(summaries, ({ file }) => file.day);
}
