import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import { describeDay } from "../format/days.ts";
import { Link } from "../ui/Link.tsx";
import { nearestDayWithEvents } from "./nearestDay.ts";

interface EmptyRangeProps {
  readonly span: DaySpan;
  readonly days: readonly DayCount[];
  readonly onFollow: (day: UtcDay) => void;
}

/** The message for a range without events, with a link to the nearest day that has some. */
export function EmptyRange({ span, days, onFollow }: EmptyRangeProps): ReactNode {
  const nearest = nearestDayWithEvents(span, days);
  return (
    <p className="range-empty">
      {t("No events in this range.")}{" "}
      {nearest !== undefined && (
        <Link
          onClick={() => {
            onFollow(nearest);
          }}
        >
          {t("Nearest day with events: {0}", describeDay(nearest))}
        </Link>
      )}
    </p>
  );
}
