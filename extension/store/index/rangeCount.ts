import { dayOverlaps, type InstantRange, type UtcDay } from "../../../shared/days.ts";
import { Turns } from "../../platform/turns.ts";
import {
  CountTally,
  countFile,
  type DayCount,
  type PartialCount,
  type Totals,
} from "./countTally.ts";
import { groupRuns } from "../groupRuns.ts";
import { EventTally } from "./eventTally.ts";
import { hasError } from "../eventFields.ts";
import { readEvents } from "../reading/eventStream.ts";
import type { FileSummary } from "./fileSummary.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { NameCounts, type NameCount } from "./nameCounts.ts";
import { ReadReport } from "../reading/readReport.ts";

/** Counts of a range. Except for misfiled events, the days add up to the totals. */
export interface RangeCount extends Totals {
  readonly days: readonly DayCount[];
  /** The counted names, most frequent first. */
  readonly frequentEvents: readonly NameCount[];
}

const FREQUENT_NAMES = 8;

/** More different names than any recorder has. */
const MAX_RANGE_NAMES = 5_000;

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
  const tally = new CountTally();
  const names = new NameCounts(MAX_RANGE_NAMES);
  const add = (count: PartialCount) => {
    tally.add(count);
    names.addAll(count.events.frequentEvents);
  };
  const turns = new Turns(signal);
  for (const ofDay of groupRuns(summaries, ({ file }) => file.day)) {
    const day = ofDay[0]?.file.day;
    if (day === undefined || !dayOverlaps(day, range)) continue;
    const toRead: FileSummary[] = [];
    for (const summary of ofDay) {
      const count = countWithoutReading(summary, range);
      if (count === undefined) toRead.push(summary);
      else add(count);
      if (turns.isOver) await turns.next();
    }
    if (toRead.length > 0) add(await readCount(fs, day, toRead, range, signal));
  }
  return {
    ...tally.totals,
    days: tally.days,
    frequentEvents: names.mostFrequent(FREQUENT_NAMES),
  };
}

/** The counts of a file that is entirely inside or outside the range; otherwise undefined. */
function countWithoutReading(
  summary: FileSummary,
  { startMs = -Infinity, endMsExclusive = Infinity }: InstantRange,
): PartialCount | undefined {
  if (summary.isUnexamined) return countFile(summary);
  if (summary.unreadReason !== undefined) return undefined;
  const { firstMs, lastMs } = summary;
  if (firstMs === undefined || lastMs === undefined) return countFile(summary);
  if (firstMs >= startMs && lastMs < endMsExclusive) return countFile(summary);
  if (lastMs >= startMs && firstMs < endMsExclusive) return undefined;
  return { ...countFile(summary), events: new EventTally(summary.file.day, 0).counts() };
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
