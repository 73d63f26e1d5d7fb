import { daysBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";

/**
 * The day with events that is closest to the span, the later one of a tie; undefined if no day has
 * events.
 */
export function nearestDayWithEvents(span: DaySpan, days: readonly DayCount[]): UtcDay | undefined {
  let nearest: UtcDay | undefined;
  let leastDistance = Infinity;
  for (const { day, eventCount } of days) {
    const distance = distanceOf(span, day);
    if (eventCount === 0 || distance > leastDistance) continue;
    nearest = day;
    leastDistance = distance;
  }
  return nearest;
}

/** Days between the span and the day; 0 inside the span. */
function distanceOf({ startDay, endDay }: DaySpan, day: UtcDay): number {
  return Math.max(daysBetween(day, startDay), daysBetween(endDay, day), 0);
}
