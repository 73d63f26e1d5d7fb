import type { UtcDay } from "../../../shared/days.ts";
import { Turns } from "../../platform/turns.ts";
import type { EventCounts } from "./eventTally.ts";
import type { FileSummary } from "./fileSummary.ts";

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

/** Counts of some files of one day. Their events may be only those in the range. */
export interface PartialCount {
  readonly day: UtcDay;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly skippedLineCount: number;
  readonly unreadFileCount: number;
  readonly events: EventCounts;
}

/** Adds up counts per day and in total. */
export class CountTally {
  readonly #days = new Map<UtcDay, Mutable<DayCount>>();
  readonly #totals: Mutable<Totals> = {
    fileCount: 0,
    byteCount: 0,
    eventCount: 0,
    errorCount: 0,
    skippedLineCount: 0,
    misfiledEventCount: 0,
    unreadFileCount: 0,
  };

  /** Including misfiled events. */
  get totals(): Totals {
    return this.#totals;
  }

  /** In the order in which the days were first added. */
  get days(): readonly DayCount[] {
    return [...this.#days.values()];
  }

  add({ day, events, ...files }: PartialCount): void {
    const { eventCount, errorCount, misfiledEventCount, misfiledErrorCount } = events;
    const ofDay = this.#dayOf(day);
    for (const sum of [ofDay, this.#totals]) {
      sum.fileCount += files.fileCount;
      sum.byteCount += files.byteCount;
      sum.skippedLineCount += files.skippedLineCount;
    }
    ofDay.eventCount += eventCount - misfiledEventCount;
    ofDay.errorCount += errorCount - misfiledErrorCount;
    this.#totals.eventCount += eventCount;
    this.#totals.errorCount += errorCount;
    this.#totals.misfiledEventCount += misfiledEventCount;
    this.#totals.unreadFileCount += files.unreadFileCount;
  }

  #dayOf(day: UtcDay): Mutable<DayCount> {
    let sum = this.#days.get(day);
    if (sum === undefined) {
      sum = { day, fileCount: 0, byteCount: 0, eventCount: 0, errorCount: 0, skippedLineCount: 0 };
      this.#days.set(day, sum);
    }
    return sum;
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Adds up the counts of all files, letting other work run in between. */
export async function tallyFiles(summaries: readonly FileSummary[]): Promise<CountTally> {
  const tally = new CountTally();
  const turns = new Turns();
  for (const summary of summaries) {
    tally.add(countFile(summary));
    if (turns.isOver) await turns.next();
  }
  return tally;
}

/** The counts of a file, with all its events. */
export function countFile(summary: FileSummary): PartialCount {
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
