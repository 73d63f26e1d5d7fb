import { t } from "@vscode/l10n";
import { startOfDayMs, type UtcDay } from "../../shared/days.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { displayLocale } from "../format/locale.ts";

/** "Tuesday, 17 November 2026". */
export function longDayText(day: UtcDay): string {
  return format(day, "longDay");
}

/** "17 Nov". */
export function dayAndMonthText(day: UtcDay): string {
  return format(day, "dayAndMonth");
}

/** "November 2026". */
export function monthText(day: UtcDay): string {
  return format(day, "month");
}

/** "Nov 2026". */
export function shortMonthText(day: UtcDay): string {
  return format(day, "shortMonth");
}

/** "Tuesday". */
export function weekdayText(day: UtcDay): string {
  return format(day, "weekday");
}

/** "Tue". */
export function shortWeekdayText(day: UtcDay): string {
  return format(day, "shortWeekday");
}

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

const FORMS = {
  longDay: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  dayAndMonth: { day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
  shortMonth: { month: "short", year: "numeric" },
  weekday: { weekday: "long" },
  shortWeekday: { weekday: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Made once for a language: the calendar writes some sixty days at a time. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(day: UtcDay, form: keyof typeof FORMS): string {
  const locale = displayLocale();
  const key = `${form} ${locale}`;
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMS[form], timeZone: "UTC" });
  formatters.set(key, formatter);
  return formatter.format(startOfDayMs(day));
}
