import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { addMonths } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import { IconButton } from "../ui/IconButton.tsx";
import type { MonthBounds } from "./shownMonths.ts";

interface MonthButtonsProps {
  /** First days of the first and the last month in view. */
  readonly firstShown: UtcDay;
  readonly lastShown: UtcDay;
  readonly bounds: MonthBounds;
  /** Gets the first day of the month that is to be the last in view. */
  readonly onShow: (lastShown: UtcDay) => void;
}

/** Go a month back and on, within the bounds. */
export function MonthButtons({
  firstShown,
  lastShown,
  bounds,
  onShow,
}: MonthButtonsProps): ReactNode {
  return (
    <div className="month-buttons">
      <IconButton
        icon="chevron-left"
        label={t("Previous month")}
        isDisabled={firstShown <= bounds.firstMonth}
        onClick={() => {
          onShow(addMonths(lastShown, -1));
        }}
      />
      <IconButton
        icon="chevron-right"
        label={t("Next month")}
        isDisabled={lastShown >= bounds.lastMonth}
        onClick={() => {
          onShow(addMonths(lastShown, 1));
        }}
      />
    </div>
  );
}
