import { startOfDayMs, utcDayOf, type UtcDay } from "../../shared/days.ts";

/** The day as react-day-picker takes it: its first instant in UTC. */
export function dateOf(day: UtcDay): Date {
  return new Date(startOfDayMs(day));
}

/** The UTC day of a date of react-day-picker, which is given the time zone "UTC". */
export function dayOf(date: Date): UtcDay {
  return utcDayOf(date.getTime());
}
