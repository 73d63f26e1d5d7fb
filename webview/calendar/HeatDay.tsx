import type { JSX } from "react";
import type { DayProps } from "react-day-picker";

/** A cell of the calendar. One without a day is not selected, whatever lies around it. */
export function HeatDay(props: DayProps): JSX.Element {
  const { day, modifiers, children, "aria-selected": isSelected, ...cellProps } = props;
  return (
    <td {...cellProps} {...(!day.outside && { "aria-selected": isSelected })}>
      {modifiers["hidden"] !== true && children}
    </td>
  );
}
