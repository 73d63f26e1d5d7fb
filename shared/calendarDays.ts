import { DAY_MS, parseUtcDay, startOfDayMs, utcDayOf, type UtcDay } from "./days.ts";

/** Whole UTC days, both ends included. */
export interface DaySpan {
  readonly startDay: UtcDay;
  readonly endDay: UtcDay;
}

const FIRST_DAY_MS = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_DAY_MS = Date.parse("9999-12-31T00:00:00.000Z");
const MAX_MONTH_INDEX = 9999 * 12 + 11;

/** Adds days, or subtracts if negative; clamped to the years 0000 to 9999. */
export function addDays(day: UtcDay, dayCount: number): UtcDay {
  const ms = startOfDayMs(day) + dayCount * DAY_MS;
  return utcDayOf(Math.min(Math.max(ms, FIRST_DAY_MS), LAST_DAY_MS));
}

/** Days from `start` to `end`; negative if `end` is earlier. */
export function daysBetween(start: UtcDay, end: UtcDay): number {
  return (startOfDayMs(end) - startOfDayMs(start)) / DAY_MS;
}

/** Number of days in the span, at least 1. */
export function dayCountOf({ startDay, endDay }: DaySpan): number {
  return daysBetween(startDay, endDay) + 1;
}

/** The span between two days, given in any order. */
export function spanBetween(one: UtcDay, other: UtcDay): DaySpan {
  return one <= other ? { startDay: one, endDay: other } : { startDay: other, endDay: one };
}

/** Whether the span contains the day. */
export function spanContains({ startDay, endDay }: DaySpan, day: UtcDay): boolean {
  return startDay <= day && day <= endDay;
}

/** The first day of the month that contains `day`. */
export function firstOfMonth(day: UtcDay): UtcDay {
  return dayOfMonthIndex(monthIndex(day));
}

/** The last day of the month that contains `day`. */
export function lastOfMonth(day: UtcDay): UtcDay {
  const index = monthIndex(day);
  if (index === MAX_MONTH_INDEX) return utcDayOf(LAST_DAY_MS);
  return addDays(dayOfMonthIndex(index + 1), -1);
}

/** The first day of the month `monthCount` months later; clamped to the years 0000 to 9999. */
export function addMonths(day: UtcDay, monthCount: number): UtcDay {
  return dayOfMonthIndex(Math.min(Math.max(monthIndex(day) + monthCount, 0), MAX_MONTH_INDEX));
}

/** Calendar months from `start` to `end`; negative if `end` is in an earlier month. */
export function monthsBetween(start: UtcDay, end: UtcDay): number {
  return monthIndex(end) - monthIndex(start);
}

/** The year of the day, from 0 to 9999. */
export function yearOf(day: UtcDay): number {
  return Number(day.slice(0, 4));
}

/** January 1 of a year from 0 to 9999. */
export function firstOfYear(year: number): UtcDay {
  return dayOfMonthIndex(year * 12);
}

/** Months since January of year 0. */
function monthIndex(day: UtcDay): number {
  return yearOf(day) * 12 + Number(day.slice(5, 7)) - 1;
}

function dayOfMonthIndex(index: number): UtcDay {
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  const month = String((index % 12) + 1).padStart(2, "0");
  const day = parseUtcDay(`${year}-${month}-01`);
  if (day === undefined)
    throw new RangeError(`Month index ${index} is outside the years 0000 to 9999`);
  return day;
}
