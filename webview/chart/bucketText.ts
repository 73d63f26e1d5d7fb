import { t } from "@vscode/l10n";
import { yearOf } from "../../shared/calendarDays.ts";
import {
  describeErrorsOrNone,
  describeEventsOrNone,
  describeFiles,
  describeSkippedLines,
} from "../format/counts.ts";
import { describeDay } from "../format/days.ts";
import { describeList } from "../format/lists.ts";
import type { Bucket, BucketSize } from "./buckets.ts";

/** "Tuesday, 17 November 2026", "November 2026", "2026" or "1900–1999". */
export function bucketName(bucket: Bucket, size: BucketSize): string {
  switch (size) {
    case "day":
      return describeDay(bucket.startDay, "longDay");
    case "month":
      return describeDay(bucket.startDay, "month");
    case "year":
    case "century":
      return yearsText(bucket);
  }
}

/** A label about 50 px wide: "17 Nov", "Nov 2026", "2026". */
export function bucketAxisText(bucket: Bucket, size: BucketSize): string {
  switch (size) {
    case "day":
      return describeDay(bucket.startDay, "dayAndMonth");
    case "month":
      return describeDay(bucket.startDay, "shortMonth");
    case "year":
    case "century":
      return String(yearOf(bucket.startDay));
  }
}

/** A name in the style of ISO 8601, for the table. */
export function bucketIsoText({ startDay, endDay }: Bucket, size: BucketSize): string {
  switch (size) {
    case "day":
      return startDay;
    case "month":
      return startDay.slice(0, 7);
    case "year":
    case "century":
      return yearsText({ startDay, endDay });
  }
}

/** "1,234 events, 12 errors, 3 files", and skipped lines if there are any. */
export function bucketCounts(bucket: Bucket): string {
  const parts = [
    describeEventsOrNone(bucket.eventCount),
    describeErrorsOrNone(bucket.errorCount),
    describeFiles(bucket.fileCount),
  ];
  if (bucket.skippedLineCount > 0) parts.push(describeSkippedLines(bucket.skippedLineCount));
  return describeList(parts);
}

/** The accessible name of a bar. */
export function bucketLabel(bucket: Bucket, size: BucketSize): string {
  return describeList([bucketName(bucket, size), bucketCounts(bucket)]);
}

/** The caption of the chart and the table. */
export function chartCaption(size: BucketSize): string {
  switch (size) {
    case "day":
      return t("Events per day (UTC)");
    case "month":
      return t("Events per month (UTC)");
    case "year":
      return t("Events per year (UTC)");
    case "century":
      return t("Events per century (UTC)");
  }
}

function yearsText({ startDay, endDay }: Pick<Bucket, "startDay" | "endDay">): string {
  const first = yearOf(startDay);
  const last = yearOf(endDay);
  return first === last ? String(first) : `${first}–${last}`;
}
