import { t } from "@vscode/l10n";
import { describeCount, describeEvents } from "./counts.ts";
import { displayLocale } from "./locale.ts";

/** "no events", "1 event", "1,234 events". */
export function eventsText(count: number): string {
  return count === 0 ? t("no events") : describeEvents(count);
}

/** "no errors", "1 error", "12 errors". */
export function errorsText(count: number): string {
  if (count === 0) return t("no errors");
  return count === 1 ? t("1 error") : t("{0} errors", describeCount(count));
}

/** "1 skipped line", "2 skipped lines". */
export function skippedLinesText(count: number): string {
  return count === 1 ? t("1 skipped line") : t("{0} skipped lines", describeCount(count));
}

/** The parts as a list without "and", such as "1 event, 2 files". */
export function listText(parts: readonly string[]): string {
  return new Intl.ListFormat(displayLocale(), { type: "unit", style: "short" }).format(parts);
}
