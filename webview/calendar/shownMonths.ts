import { addMonths, firstOfMonth, monthsBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";

/** First days of the first and the last month that the calendar can show. */
export interface MonthBounds {
  readonly firstMonth: UtcDay;
  readonly lastMonth: UtcDay;
}

/** From the first to the last month among those of `days` and of today. */
export function monthBounds(days: readonly DayCount[], today: UtcDay): MonthBounds {
  const first = days[0]?.day ?? today;
  const last = days.at(-1)?.day ?? today;
  return {
    firstMonth: firstOfMonth(first < today ? first : today),
    lastMonth: firstOfMonth(last > today ? last : today),
  };
}

/** The first of `monthCount` months that end with `month`, clamped to the bounds. */
export function firstShownMonth(
  month: UtcDay,
  monthCount: number,
  { firstMonth, lastMonth }: MonthBounds,
): UtcDay {
  const first = addMonths(month <= lastMonth ? month : lastMonth, 1 - monthCount);
  return first >= firstMonth ? first : firstMonth;
}

/**
 * The last month to show after a range is selected: unchanged if either end of the range is visible,
 * otherwise the month of its last day.
 */
export function monthInView(
  shownMonth: UtcDay,
  monthCount: number,
  span: DaySpan | undefined,
): UtcDay {
  if (span === undefined) return shownMonth;
  const isInView = (day: UtcDay) => {
    const distance = monthsBetween(day, shownMonth);
    return distance >= 0 && distance < monthCount;
  };
  return isInView(span.startDay) || isInView(span.endDay) ? shownMonth : firstOfMonth(span.endDay);
}
