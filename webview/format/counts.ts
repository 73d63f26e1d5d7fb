import { t } from "@vscode/l10n";
import { displayLocale } from "./locale.ts";

/** Groups digits: "12,345". */
export function describeCount(count: number): string {
  return count.toLocaleString(displayLocale());
}

/** "1 event", "12,345 events". */
export function describeEvents(count: number): string {
  return count === 1 ? t("1 event") : t("{0} events", describeCount(count));
}

/** "no events", "1 event", "12,345 events". */
export function describeEventsOrNone(count: number): string {
  return count === 0 ? t("no events") : describeEvents(count);
}

/** Events, and how many of them are errors: "16 (no errors)", "16 (1 error)". */
export function describeEventCount(eventCount: number, errorCount: number): string {
  const events = describeCount(eventCount);
  return eventCount === 0 ? events : t("{0} ({1})", events, describeErrorsOrNone(errorCount));
}

/** "1 file", "12 files". */
export function describeFiles(count: number): string {
  return count === 1 ? t("1 file") : t("{0} files", describeCount(count));
}

/** "1 day", "12 days". */
export function describeDays(count: number): string {
  return count === 1 ? t("1 day") : t("{0} days", describeCount(count));
}

/** "no errors", "1 error", "12 errors". */
export function describeErrorsOrNone(count: number): string {
  if (count === 0) return t("no errors");
  return count === 1 ? t("1 error") : t("{0} errors", describeCount(count));
}

/** "1 skipped line", "12 skipped lines". */
export function describeSkippedLines(count: number): string {
  return count === 1 ? t("1 skipped line") : t("{0} skipped lines", describeCount(count));
}
