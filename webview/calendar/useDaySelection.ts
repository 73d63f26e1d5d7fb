import { useEffect, useReducer } from "react";
import { spanBetween, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import { draggedSpan, extendedSpan, reduceDaySelection } from "./daySelection.ts";

interface DaySelectionControls {
  /** The days to show as selected, including those of a drag. */
  readonly shown: DaySpan | undefined;
  readonly press: (day: UtcDay) => void;
  readonly enter: (day: UtcDay) => void;
  readonly choose: (day: UtcDay) => void;
  readonly extendTo: (day: UtcDay) => void;
}

/** Selects days by press, drag and extension. A drag may end anywhere; Escape cancels it. */
export function useDaySelection(
  selected: DaySpan | undefined,
  onSelect: (span: DaySpan) => void,
): DaySelectionControls {
  const [selection, dispatch] = useReducer(reduceDaySelection, {});
  const { drag } = selection;

  useEffect(() => {
    if (drag === undefined) return undefined;
    const cancel = () => {
      dispatch({ type: "cancelled" });
    };
    const release = () => {
      // A press without movement is handled as a click.
      if (drag.fromDay === drag.toDay) {
        cancel();
        return;
      }
      dispatch({ type: "chosen", day: drag.fromDay });
      onSelect(spanBetween(drag.fromDay, drag.toDay));
    };
    const cancelByKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel();
    };
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", cancelByKey);
    return () => {
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", cancelByKey);
    };
  }, [drag, onSelect]);

  return {
    shown: draggedSpan(selection) ?? selected,
    press: (day) => {
      dispatch({ type: "pressed", day });
    },
    enter: (day) => {
      dispatch({ type: "entered", day });
    },
    choose: (day) => {
      dispatch({ type: "chosen", day });
      onSelect({ startDay: day, endDay: day });
    },
    extendTo: (day) => {
      onSelect(extendedSpan(selection, selected, day));
    },
  };
}
