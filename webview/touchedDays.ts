import type { DaySpan } from "../shared/calendarDays.ts";
import { utcDayOf } from "../shared/days.ts";
import { exportRangeToInstants, type ExportRange } from "../shared/exportRange.ts";
import type { DayCount } from "../shared/protocol/values.ts";

/**
 * The whole days that a range touches. For "all time", from the first to the last day with files, or
 * undefined if there are none. `days` must be in chronological order.
 */
export function touchedDays(
  range: ExportRange,
  nowMs: number,
  days: readonly DayCount[],
): DaySpan | undefined {
  if (range.kind === "days") return { startDay: range.startDay, endDay: range.endDay };
  if (range.kind === "allTime") {
    const startDay = days[0]?.day;
    const endDay = days.at(-1)?.day;
    return startDay !== undefined && endDay !== undefined ? { startDay, endDay } : undefined;
  }
  const { startMs = 0, endMsExclusive = nowMs } = exportRangeToInstants(range, nowMs);
  const firstMs = Math.max(startMs, 0);
  // The end is exclusive: at midnight, the new day is not touched.
  return { startDay: utcDayOf(firstMs), endDay: utcDayOf(Math.max(endMsExclusive - 1, firstMs)) };
}
