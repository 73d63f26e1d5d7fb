import type { DaySpan } from "../../shared/calendarDays.ts";
import { parseUtcDay, type UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";

/** Throws if the text is not a day. */
export function day(text: string): UtcDay {
  const parsed = parseUtcDay(text);
  if (parsed === undefined) throw new Error(`${text} is not a day.`);
  return parsed;
}

/** Parses "2026-11-17..2026-11-19", or a single day. */
export function span(text: string): DaySpan {
  const [start = "", end = start] = text.split("..");
  return { startDay: day(start), endDay: day(end) };
}

/** A day with one file. */
export function dayCount(text: string, eventCount: number, errorCount = 0): DayCount {
  return {
    day: day(text),
    fileCount: 1,
    byteCount: 100 * eventCount,
    eventCount,
    errorCount,
    skippedLineCount: 0,
  };
}
