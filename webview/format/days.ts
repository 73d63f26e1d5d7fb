import { startOfDayMs, type UtcDay } from "../../shared/days.ts";
import { displayLocale } from "./locale.ts";

/** "17 Nov 2026". */
export function describeDay(day: UtcDay): string {
  return dayFormat().format(startOfDayMs(day));
}

/**
 * Both ends included, what they share said once: "17–19 Nov 2026", "30 Oct – 2 Nov 2026". A range
 * of one day is that day.
 */
export function describeDayRange(startDay: UtcDay, endDay: UtcDay): string {
  return (
    dayFormat()
      .formatRange(startOfDayMs(startDay), startOfDayMs(endDay))
      // Thin spaces are too thin to see in small type.
      .replaceAll("\u2009", " ")
      // Between two bare numbers the dash stands without spaces.
      .replace(/^(\d+) – (\d+) /, "$1–$2 ")
  );
}

function dayFormat(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(displayLocale(), {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
