import { startOfDayMs, type UtcDay } from "../../shared/days.ts";
import { displayLocale } from "./locale.ts";

const FORMS = {
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

/** What of a day is written, and how long. */
export type DayForm = keyof typeof FORMS;

/** The day in that form, in the page's language. */
export function describeDay(day: UtcDay, form: DayForm = "day"): string {
  return formatterOf(form).format(startOfDayMs(day));
}

/**
 * Both ends included, what they share said once: "17–19 Nov 2026", "30 Oct – 2 Nov 2026". A range
 * of one day is that day.
 */
export function describeDayRange(startDay: UtcDay, endDay: UtcDay): string {
  return (
    formatterOf("day")
      .formatRange(startOfDayMs(startDay), startOfDayMs(endDay))
      // Thin spaces are too thin to see in small type.
      .replaceAll("\u2009", " ")
      // Between two bare numbers the dash stands without spaces.
      .replace(/^(\d+) – (\d+) /, "$1–$2 ")
  );
}

/** Made once for a language: the calendar writes some sixty days at a time. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(form: DayForm): Intl.DateTimeFormat {
  const locale = displayLocale();
  const key = `${form} ${locale}`;
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMS[form], timeZone: "UTC" });
  formatters.set(key, formatter);
  return formatter;
}
