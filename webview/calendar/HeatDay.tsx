import type { JSX } from "react";
import type { DayProps } from "react-day-picker";

/** A calendar cell. Cells without a day are never marked as selected. */
export function HeatDay(props: DayProps): JSX.Element {
  const { day, modifiers, children, "aria-selected": isSelected, ...cellProps } = props;
  return (
    <td {...cellProps} {...(!day.outside && { "aria-selected": isSelected })}>
      {modifiers["hidden"] !== true && children}
    </td>
  );
}
