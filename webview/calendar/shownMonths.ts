import { addMonths, firstOfMonth, monthsBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";

/** First days of the months between which the calendar moves. */
export interface MonthBounds {
  readonly firstMonth: UtcDay;
  readonly lastMonth: UtcDay;
}

/** From the first month with files to that of today, or that of the last file if it is later. */
export function monthBounds(days: readonly DayCount[], today: UtcDay): MonthBounds {
  const first = days[0]?.day ?? today;
  const last = days.at(-1)?.day ?? today;
  return {
    firstMonth: firstOfMonth(first < today ? first : today),
    lastMonth: firstOfMonth(last > today ? last : today),
  };
}

/** The first of the months to show so that `month` is the last of them, held to the bounds. */
export function firstShownMonth(
  month: UtcDay,
  monthCount: number,
  { firstMonth, lastMonth }: MonthBounds,
): UtcDay {
  const first = addMonths(month <= lastMonth ? month : lastMonth, 1 - monthCount);
  return first >= firstMonth ? first : firstMonth;
}

/**
 * The last month to show once a range is chosen: as it is where an end of the range is in view,
 * else the month of its last day.
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
