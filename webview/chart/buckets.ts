import {
  addMonths,
  addDays,
  dayCountOf,
  firstOfMonth,
  firstOfYear,
  lastOfMonth,
  monthsBetween,
  spanContains,
  yearOf,
  type DaySpan,
} from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";

/** The period of one bar. */
export type BucketSize = "day" | "month" | "year" | "century";

/** The days of one bar, limited to the range, and their total counts. */
export interface Bucket extends DaySpan {
  readonly eventCount: number;
  readonly errorCount: number;
  /** If 0, there is nothing to show or select. */
  readonly fileCount: number;
  readonly skippedLineCount: number;
}

/** The most bars that can be told apart at 320 px. */
const MAX_DAYS = 92;
const MAX_MONTHS = 120;
/** Exceeded only by file names with wrong years; bounds the number of bars. */
const MAX_YEARS = 120;

/** The smallest bucket size that keeps the bars apart. */
export function bucketSizeOf(span: DaySpan): BucketSize {
  if (dayCountOf(span) <= MAX_DAYS) return "day";
  if (monthsBetween(span.startDay, span.endDay) < MAX_MONTHS) return "month";
  return yearOf(span.endDay) - yearOf(span.startDay) < MAX_YEARS ? "year" : "century";
}

/** All buckets of the span in chronological order, including those without files. */
export function bucketsOf(
  days: readonly DayCount[],
  span: DaySpan,
  size: BucketSize,
): readonly Bucket[] {
  const inSpan = days.filter(({ day }) => spanContains(span, day));
  const buckets: Bucket[] = [];
  let next = 0;
  for (let startDay = span.startDay; startDay <= span.endDay;) {
    const lastDay = lastOfBucket(startDay, size);
    const endDay = lastDay < span.endDay ? lastDay : span.endDay;
    let bucket: Bucket = { startDay, endDay, ...EMPTY };
    for (let count = inSpan[next]; count !== undefined && count.day <= endDay;) {
      bucket = { startDay, endDay, ...sum(bucket, count) };
      next += 1;
      count = inSpan[next];
    }
    buckets.push(bucket);
    if (endDay === span.endDay) break;
    startDay = addDays(endDay, 1);
  }
  return buckets;
}

type Counts = Omit<Bucket, keyof DaySpan>;

const EMPTY: Counts = { eventCount: 0, errorCount: 0, fileCount: 0, skippedLineCount: 0 };

/** The total counts of the buckets. */
export function totalOf(buckets: readonly Counts[]): Counts {
  return buckets.reduce(sum, EMPTY);
}

function sum(one: Counts, other: Counts): Counts {
  return {
    eventCount: one.eventCount + other.eventCount,
    errorCount: one.errorCount + other.errorCount,
    fileCount: one.fileCount + other.fileCount,
    skippedLineCount: one.skippedLineCount + other.skippedLineCount,
  };
}

function lastOfBucket(day: UtcDay, size: BucketSize): UtcDay {
  switch (size) {
    case "day":
      return day;
    case "month":
      return lastOfMonth(day);
    case "year":
      return lastOfYear(yearOf(day));
    case "century":
      return lastOfYear(yearOf(day) - (yearOf(day) % 100) + 99);
  }
}

function lastOfYear(year: number): UtcDay {
  return lastOfMonth(addMonths(firstOfMonth(firstOfYear(year)), 11));
}
