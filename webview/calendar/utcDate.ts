import { startOfDayMs, utcDayOf, type UtcDay } from "../../shared/days.ts";

/** The day as react-day-picker takes it: its first instant in UTC. */
export function dateOf(day: UtcDay): Date {
  return new Date(startOfDayMs(day));
}

/** The UTC day of a date of react-day-picker, which is given the time zone "UTC". */
export function dayOf(date: Date): UtcDay {
  return utcDayOf(date.getTime());
}

/**
 * Writes dates for react-day-picker, which marks its elements with days ("yyyy-MM-dd") and months
 * ("yyyy-MM") as ISO 8601 has them. All that a person reads is written by the page.
 */
export const DATE_LIB = {
  format: (date: Date, pattern: string): string => dayOf(date).slice(0, pattern.length),
};
