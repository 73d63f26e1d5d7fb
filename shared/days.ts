/** A UTC calendar day, "YYYY-MM-DD", that exists. Sorts as text in the order of time. */
export type UtcDay = string & { readonly __brand: "UtcDay" };

/** Half-open span of instants in epoch milliseconds; an absent end is unbounded. */
export interface InstantRange {
  readonly startMs?: number;
  readonly endMsExclusive?: number;
}

/** Whole UTC days, both ends included; an absent end is unbounded. */
export interface DayRange {
  readonly startDay?: UtcDay;
  readonly endDay?: UtcDay;
}

export const DAY_MS = 86_400_000;

/** The form of a day, whether it exists or not. */
export const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** The day that `text` names, or undefined where it is no real date in the form YYYY-MM-DD. */
export function parseUtcDay(text: string): UtcDay | undefined {
  if (!DAY_PATTERN.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  // V8 accepts 2026-02-30 and moves it to March, so the date must survive the round trip.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return text as UtcDay;
}

/** The UTC day of an instant within the years 0000 to 9999; throws a RangeError outside them. */
export function utcDayOf(epochMs: number): UtcDay {
  const day = parseUtcDay(new Date(epochMs).toISOString().slice(0, 10));
  if (day === undefined) throw new RangeError(`No UTC day of four-digit years at ${epochMs} ms`);
  return day;
}

/** First instant of the day, in epoch milliseconds. */
export function startOfDayMs(day: UtcDay): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

/** Whole days as the half-open instants `[start of first, start of the day after last)`. */
export function dayRangeToInstants({ startDay, endDay }: DayRange): InstantRange {
  return {
    ...(startDay !== undefined && { startMs: startOfDayMs(startDay) }),
    ...(endDay !== undefined && { endMsExclusive: startOfDayMs(endDay) + DAY_MS }),
  };
}

/** Whether any instant of the day lies in the range. */
export function dayTouches(day: UtcDay, { startMs, endMsExclusive }: InstantRange): boolean {
  const dayStartMs = startOfDayMs(day);
  return (
    (startMs === undefined || dayStartMs + DAY_MS > startMs) &&
    (endMsExclusive === undefined || dayStartMs < endMsExclusive)
  );
}
