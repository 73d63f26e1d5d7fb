import { spanBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";

/** The state of selecting days by pointer and keyboard. */
export interface DaySelection {
  /** The last day selected without Shift; Shift extends from it. */
  readonly anchorDay?: UtcDay;
  /** Present while a pointer is pressed: its first and its current day. */
  readonly drag?: { readonly fromDay: UtcDay; readonly toDay: UtcDay };
}

export type DaySelectionAction =
  | { readonly type: "pressed" | "entered" | "chosen"; readonly day: UtcDay }
  | { readonly type: "cancelled" };

/** Applies an action. Canceling a drag does not change the anchor. */
export function reduceDaySelection(state: DaySelection, action: DaySelectionAction): DaySelection {
  const { drag, ...withoutDrag } = state;
  switch (action.type) {
    case "pressed":
      return { ...withoutDrag, drag: { fromDay: action.day, toDay: action.day } };
    case "entered":
      return drag === undefined || drag.toDay === action.day
        ? state
        : { ...withoutDrag, drag: { fromDay: drag.fromDay, toDay: action.day } };
    case "chosen":
      return { anchorDay: action.day };
    case "cancelled":
      return withoutDrag;
  }
}

/** The days covered by the current drag, if any. */
export function draggedSpan({ drag }: DaySelection): DaySpan | undefined {
  return drag && spanBetween(drag.fromDay, drag.toDay);
}

/**
 * The days from the anchor to `day`. If the anchor is not an end of the selected days, it belongs to
 * an earlier range, and the selection is extended from its first day.
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
