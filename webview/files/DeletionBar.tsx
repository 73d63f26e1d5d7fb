import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { DeletionTarget } from "../../shared/protocol/values.ts";
import { describeDay, describeDayRange } from "../format/days.ts";
import { Button } from "../ui/Button.tsx";
import "./DeletionBar.css";

interface DeletionBarProps {
  /** The whole days of the range; undefined if there are none to delete. */
  readonly days: DaySpan | undefined;
  readonly onDelete: (target: DeletionTarget) => void;
}

/** Buttons that delete the days of the range, or everything, after a confirmation. */
export function DeletionBar({ days, onDelete }: DeletionBarProps): ReactNode {
  return (
    <div className="deletion-bar">
      {days !== undefined && (
        <Button
          icon="trash"
          onClick={() => {
            onDelete({ kind: "days", ...days });
          }}
        >
          {days.startDay === days.endDay
            ? t("Delete {0}…", describeDay(days.startDay))
            : t("Delete {0}…", describeDayRange(days.startDay, days.endDay))}
        </Button>
      )}
      <Button
        icon="trash"
        onClick={() => {
          onDelete({ kind: "everything" });
        }}
      >
        {t("Delete All Recorded Telemetry…")}
      </Button>
    </div>
  );
}
