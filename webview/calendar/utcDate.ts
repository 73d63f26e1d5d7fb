import { startOfDayMs, utcDayOf, type UtcDay } from "../../shared/days.ts";

/** A day as a date for react-day-picker: its first instant in UTC. */
export function dateOf(day: UtcDay): Date {
  return new Date(startOfDayMs(day));
}

/** The day of a date from react-day-picker, whose time zone is set to UTC. */
export function dayOf(date: Date): UtcDay {
  return utcDayOf(date.getTime());
}

/**
 * Formats dates for react-day-picker's data attributes: days ("yyyy-MM-dd") and months ("yyyy-MM").
 * Visible dates are formatted elsewhere.
 */
export const DATE_LIB = {
  format: (date: Date, pattern: string): string => dayOf(date).slice(0, pattern.length),
};
