import { addDays, lastOfMonth } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { MonthBounds } from "./shownMonths.ts";

/** Monday, the first day of the week in ISO 8601. */
export const FIRST_WEEKDAY = 1;

/** The day that an arrow key, Home or End moves to, clamped to the bounds; `day` for other keys. */
export function dayAfterKey(day: UtcDay, key: string, bounds: MonthBounds): UtcDay {
  const moved = addDays(day, dayCountOfKey(day, key));
  if (moved < bounds.firstMonth) return bounds.firstMonth;
  const lastDay = lastOfMonth(bounds.lastMonth);
  return moved > lastDay ? lastDay : moved;
}

function dayCountOfKey(day: UtcDay, key: string): number {
  switch (key) {
    case "ArrowLeft":
      return -1;
    case "ArrowRight":
      return 1;
    case "ArrowUp":
      return -7;
    case "ArrowDown":
      return 7;
    case "Home":
      return -daysIntoWeek(day);
    case "End":
      return 6 - daysIntoWeek(day);
    default:
      return 0;
  }
}

function daysIntoWeek(day: UtcDay): number {
  return (new Date(`${day}T00:00:00.000Z`).getUTCDay() - FIRST_WEEKDAY + 7) % 7;
}
