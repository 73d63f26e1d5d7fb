import { spanBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";

/** What a pointer or the keyboard has done to the calendar so far. */
export interface DaySelection {
  /** The last day chosen without Shift, from which Shift extends. */
  readonly anchorDay?: UtcDay;
  /** Present while a pointer is held down: where it was pressed, and where it is. */
  readonly drag?: { readonly fromDay: UtcDay; readonly toDay: UtcDay };
}

export type DaySelectionAction =
  | { readonly type: "pressed" | "entered" | "chosen"; readonly day: UtcDay }
  | { readonly type: "cancelled" };

/** The selection after the action. A drag that is cancelled leaves the anchor as it was. */
export function reduceDaySelection(state: DaySelection, action: DaySelectionAction): DaySelection {
  const { drag, ...settled } = state;
  switch (action.type) {
    case "pressed":
      return { ...settled, drag: { fromDay: action.day, toDay: action.day } };
    case "entered":
      return drag === undefined || drag.toDay === action.day
        ? state
        : { ...settled, drag: { fromDay: drag.fromDay, toDay: action.day } };
    case "chosen":
      return { anchorDay: action.day };
    case "cancelled":
      return settled;
  }
}

/** The days a drag covers so far; undefined while none is under way. */
export function draggedSpan({ drag }: DaySelection): DaySpan | undefined {
  return drag && spanBetween(drag.fromDay, drag.toDay);
}

/**
 * The days from the anchor to `day`. An anchor that is no end of the selected days was chosen
 * before another range took their place: then they are extended from their start.
 */
export function extendedSpan(
  { anchorDay }: DaySelection,
  selected: DaySpan | undefined,
  day: UtcDay,
): DaySpan {
  if (selected === undefined) return spanBetween(anchorDay ?? day, day);
  const isCurrent = anchorDay === selected.startDay || anchorDay === selected.endDay;
  return spanBetween(isCurrent ? anchorDay : selected.startDay, day);
}
