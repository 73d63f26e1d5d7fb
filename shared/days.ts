/** A valid UTC calendar day, "YYYY-MM-DD". String order is chronological. */
export type UtcDay = string & { readonly __brand: "UtcDay" };

/** Half-open range of instants in epoch milliseconds; a missing bound is open. */
export interface InstantRange {
  readonly startMs?: number;
  readonly endMsExclusive?: number;
}

/** Whole UTC days, both ends included; a missing bound is open. */
export interface DayRange {
  readonly startDay?: UtcDay;
  readonly endDay?: UtcDay;
}

export const DAY_MS = 86_400_000;

/** Matches the format of a day, not its validity. */
export const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Parses `text`; undefined if it is not a valid date in the form YYYY-MM-DD. */
export function parseUtcDay(text: string): UtcDay | undefined {
  if (!DAY_PATTERN.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  // V8 parses 2026-02-30 as a day in March, so the date must survive a round trip.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return text as UtcDay;
}

/** The UTC day of an instant. Throws a RangeError outside the years 0000 to 9999. */
export function utcDayOf(epochMs: number): UtcDay {
  const day = parseUtcDay(new Date(epochMs).toISOString().slice(0, 10));
  if (day === undefined)
    throw new RangeError(`Instant ${epochMs} ms is outside the years 0000 to 9999`);
  return day;
}

/** The first instant of the day, in epoch milliseconds. */
export function startOfDayMs(day: UtcDay): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

/** Converts whole days to instants: `[start of startDay, start of the day after endDay)`. */
export function dayRangeToInstants({ startDay, endDay }: DayRange): InstantRange {
  return {
    ...(startDay !== undefined && { startMs: startOfDayMs(startDay) }),
    ...(endDay !== undefined && { endMsExclusive: startOfDayMs(endDay) + DAY_MS }),
  };
}

/** Whether any instant of the day is in the range. */
export function dayOverlaps(day: UtcDay, { startMs, endMsExclusive }: InstantRange): boolean {
  const dayStartMs = startOfDayMs(day);
  return (
    (startMs === undefined || dayStartMs + DAY_MS > startMs) &&
    (endMsExclusive === undefined || dayStartMs < endMsExclusive)
  );
}
