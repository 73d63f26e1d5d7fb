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
  /** Called with the first day of the month to show last. */
  readonly onShow: (lastShown: UtcDay) => void;
}

/** Buttons for the previous and the next month. */
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
        label={t("Previous Month")}
        isDisabled={firstShown <= bounds.firstMonth}
        onClick={() => {
          onShow(addMonths(lastShown, -1));
        }}
      />
      <IconButton
        icon="chevron-right"
        label={t("Next Month")}
        isDisabled={lastShown >= bounds.lastMonth}
        onClick={() => {
          onShow(addMonths(lastShown, 1));
        }}
      />
    </div>
  );
}
