import { startOfDayMs, type UtcDay } from "../../shared/days.ts";
import { displayLocale } from "./locale.ts";

const FORMATS = {
  /** "17 Nov 2026". */
  day: { day: "numeric", month: "short", year: "numeric" },
  /** "Tuesday, 17 November 2026". */
  longDay: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  /** "17 Nov". */
  dayAndMonth: { day: "numeric", month: "short" },
  /** "November 2026". */
  month: { month: "long", year: "numeric" },
  /** "Nov 2026". */
  shortMonth: { month: "short", year: "numeric" },
  /** "Tuesday". */
  weekday: { weekday: "long" },
  /** "Tue". */
  shortWeekday: { weekday: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Which parts of a day to show. */
export type DayFormat = keyof typeof FORMATS;

/** Formats a day in the page's language. */
export function describeDay(day: UtcDay, format: DayFormat = "day"): string {
  return formatterOf(format).format(startOfDayMs(day));
}

/**
 * Formats whole days, both ends included, without repeating a shared month or year:
 * "17–19 Nov 2026", "30 Oct – 2 Nov 2026".
 */
export function describeDayRange(startDay: UtcDay, endDay: UtcDay): string {
  return (
    formatterOf("day")
      .formatRange(startOfDayMs(startDay), startOfDayMs(endDay))
      // Thin spaces are hard to see in small type.
      .replaceAll("\u2009", " ")
      // No spaces around a dash between two numbers.
      .replace(/^(\d+) – (\d+) /, "$1–$2 ")
  );
}

/** Cached, because the calendar formats about sixty days at a time. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(format: DayFormat): Intl.DateTimeFormat {
  const locale = displayLocale();
  const key = `${format} ${locale}`;
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMATS[format], timeZone: "UTC" });
  formatters.set(key, formatter);
  return formatter;
}
