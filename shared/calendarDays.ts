import { DAY_MS, parseUtcDay, startOfDayMs, utcDayOf, type UtcDay } from "./days.ts";

/** Whole UTC days, both ends included. */
export interface DaySpan {
  readonly startDay: UtcDay;
  readonly endDay: UtcDay;
}

const FIRST_DAY_MS = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_DAY_MS = Date.parse("9999-12-31T00:00:00.000Z");
const MAX_MONTH_INDEX = 9999 * 12 + 11;

/** The day that many days later, earlier where negative; held to the years 0000 to 9999. */
export function addDays(day: UtcDay, dayCount: number): UtcDay {
  const ms = startOfDayMs(day) + dayCount * DAY_MS;
  return utcDayOf(Math.min(Math.max(ms, FIRST_DAY_MS), LAST_DAY_MS));
}

/** How many days `end` is after `start`; negative where it is before. */
export function daysBetween(start: UtcDay, end: UtcDay): number {
  return (startOfDayMs(end) - startOfDayMs(start)) / DAY_MS;
}

/** Days in the span, at least 1. */
export function dayCountOf({ startDay, endDay }: DaySpan): number {
  return daysBetween(startDay, endDay) + 1;
}

/** The span between two days that come in either order. */
export function spanBetween(one: UtcDay, other: UtcDay): DaySpan {
  return one <= other ? { startDay: one, endDay: other } : { startDay: other, endDay: one };
}

/** Whether the day lies in the span. */
export function spanHas({ startDay, endDay }: DaySpan, day: UtcDay): boolean {
  return startDay <= day && day <= endDay;
}

/** The first day of the day's month. */
export function firstOfMonth(day: UtcDay): UtcDay {
  return dayOfMonthIndex(monthIndex(day));
}

/** The last day of the day's month. */
export function lastOfMonth(day: UtcDay): UtcDay {
  const index = monthIndex(day);
  if (index === MAX_MONTH_INDEX) return utcDayOf(LAST_DAY_MS);
  return addDays(dayOfMonthIndex(index + 1), -1);
}

/** The first day of the month that many months after the day's; held to the years 0000 to 9999. */
export function addMonths(day: UtcDay, monthCount: number): UtcDay {
  return dayOfMonthIndex(Math.min(Math.max(monthIndex(day) + monthCount, 0), MAX_MONTH_INDEX));
}

/** How many months the month of `end` is after that of `start`; negative where it is before. */
export function monthsBetween(start: UtcDay, end: UtcDay): number {
  return monthIndex(end) - monthIndex(start);
}

/** The year of the day, 0 to 9999. */
export function yearOf(day: UtcDay): number {
  return Number(day.slice(0, 4));
}

/** The first day of a year from 0 to 9999. */
export function firstOfYear(year: number): UtcDay {
  return dayOfMonthIndex(year * 12);
}

/** Months since January of the year 0. */
function monthIndex(day: UtcDay): number {
  return yearOf(day) * 12 + Number(day.slice(5, 7)) - 1;
}

function dayOfMonthIndex(index: number): UtcDay {
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  const month = String((index % 12) + 1).padStart(2, "0");
  const day = parseUtcDay(`${year}-${month}-01`);
  if (day === undefined) throw new RangeError(`No month of four-digit years at ${index}`);
  return day;
}
