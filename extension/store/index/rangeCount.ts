import { dayTouches, type InstantRange, type UtcDay } from "../../../shared/days.ts";
import { EventTally, type EventCounts } from "./eventTally.ts";
import { hasError } from "../eventFields.ts";
import { readEvents } from "../reading/eventStream.ts";
import type { FileSummary } from "./fileSummary.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { NameCounts, type NameCount } from "./nameCounts.ts";
import { ReadReport } from "../reading/readReport.ts";

/** What the files of one day hold. Events whose timestamp is of another day are not among them. */
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
  /** Of the events, those that stand in a file of another day than their timestamp's. */
  readonly misfiledEventCount: number;
  /** Files that could not be read, or not to their end. */
  readonly unreadFileCount: number;
}

/** What a range holds. The days add up to the totals, but for misfiled events. */
export interface RangeCount extends Totals {
  readonly days: readonly DayCount[];
  /** Of the names that are told apart, the most frequent first. */
  readonly frequentEvents: readonly NameCount[];
}

/** What some files of one day hold, of the events those that are counted. */
interface Portion {
  readonly day: UtcDay;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly skippedLineCount: number;
  readonly unreadFileCount: number;
  readonly events: EventCounts;
}

const FREQUENT_NAMES = 8;

/** Names that are told apart, the first of them: no recorder has as many. */
const MAX_RANGE_NAMES = 5_000;

/** Adds up the files of each day; days come in the order of the summaries. */
export function sumByDay(summaries: readonly FileSummary[]): readonly DayCount[] {
  return daysOf(summaries.map(wholeFile));
}

/** Adds up all files, the misfiled events included. */
export function totalsOf(summaries: readonly FileSummary[]): Totals {
  return totalOf(summaries.map(wholeFile));
}

/**
 * Counts what an export of the range takes from the summarized files, as large as they were then.
 * A file is read only where some of its events lie in the range and others may not, or where it
 * could not be read before. Throws the signal's reason once it is aborted.
 */
export async function countRange(
  fs: FileSystem,
  summaries: readonly FileSummary[],
  range: InstantRange,
  signal?: AbortSignal,
): Promise<RangeCount> {
  const portions: Portion[] = [];
  for (const [day, ofDay] of byDay(summaries)) {
    if (!dayTouches(day, range)) continue;
    const toRead: FileSummary[] = [];
    for (const summary of ofDay) {
      const portion = portionWithoutReading(summary, range);
      if (portion === undefined) toRead.push(summary);
      else portions.push(portion);
    }
    if (toRead.length > 0) portions.push(await readPortion(fs, day, toRead, range, signal));
  }
  const names = new NameCounts(MAX_RANGE_NAMES);
  for (const { events } of portions) names.addAll(events.frequentEvents);
  return {
    ...totalOf(portions),
    days: daysOf(portions),
    frequentEvents: names.mostFrequent(FREQUENT_NAMES),
  };
}

/** The counts of a file that lies inside the range or outside it as a whole. */
function portionWithoutReading(
  summary: FileSummary,
  { startMs = -Infinity, endMsExclusive = Infinity }: InstantRange,
): Portion | undefined {
  if (summary.unreadReason !== undefined) return undefined;
  const { firstMs, lastMs } = summary;
  if (firstMs === undefined || lastMs === undefined) return wholeFile(summary);
  if (firstMs >= startMs && lastMs < endMsExclusive) return wholeFile(summary);
  if (lastMs >= startMs && firstMs < endMsExclusive) return undefined;
  return { ...wholeFile(summary), events: new EventTally(summary.file.day, 0).counts() };
}

function wholeFile(summary: FileSummary): Portion {
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

async function readPortion(
  fs: FileSystem,
  day: UtcDay,
  summaries: readonly FileSummary[],
  range: InstantRange,
  signal: AbortSignal | undefined,
): Promise<Portion> {
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

function daysOf(portions: readonly Portion[]): readonly DayCount[] {
  const days = new Map<UtcDay, DayCount>();
  for (const { day, events, ...portion } of portions) {
    const sum = days.get(day);
    days.set(day, {
      day,
      fileCount: (sum?.fileCount ?? 0) + portion.fileCount,
      byteCount: (sum?.byteCount ?? 0) + portion.byteCount,
      eventCount: (sum?.eventCount ?? 0) + events.eventCount - events.misfiledEventCount,
      errorCount: (sum?.errorCount ?? 0) + events.errorCount - events.misfiledErrorCount,
      skippedLineCount: (sum?.skippedLineCount ?? 0) + portion.skippedLineCount,
    });
  }
  return [...days.values()];
}

function totalOf(portions: readonly Portion[]): Totals {
  const sum = (valueOf: (portion: Portion) => number) =>
    portions.reduce((total, portion) => total + valueOf(portion), 0);
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
