import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { EventListRow } from "../../shared/protocol/values.ts";
import { describeDuration } from "../format/durations.ts";
import { utcTimestamp } from "../format/instants.ts";
import { Icon } from "../ui/Icon.tsx";

interface EventListItemProps {
  readonly id: string;
  readonly index: number;
  readonly rowCount: number;
  /** Absent while it is not loaded. */
  readonly row: EventListRow | undefined;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
}

/** One row of the list of events. */
export function EventListItem(props: EventListItemProps): ReactNode {
  const { id, index, rowCount, row, topPx, heightPx, isActive, isOpen } = props;
  return (
    // Keys and clicks are handled by the list, which has the focus.
    <div
      role="option"
      id={id}
      data-index={index}
      className={isActive ? "event-row event-row-active" : "event-row"}
      aria-posinset={index + 1}
      aria-setsize={rowCount}
      aria-selected={isOpen}
      style={{ transform: `translateY(${topPx}px)`, blockSize: `${heightPx}px` }}
    >
      {row === undefined ? <Placeholder /> : <Cells row={row} />}
    </div>
  );
}

function Placeholder(): ReactNode {
  return (
    <>
      <span className="hidden-text">{t("Loading…")}</span>
      <span className="event-placeholder" />
    </>
  );
}

function Cells({ row }: { readonly row: EventListRow }): ReactNode {
  const { date, time } = utcTimestamp(row.timeMs);
  if (row.isGone) {
    return (
      <>
        <span className="event-time event-date one-line">{date}</span>{" "}
        <span className="event-name event-gone one-line">{t("No longer in its file")}</span>
      </>
    );
  }
  return (
    <>
      <span className="event-time one-line">
        <span className="event-date">{date}</span> {time}
      </span>{" "}
      <span className="event-mark one-line">
        {row.errorText !== undefined && (
          <>
            <Icon name="error" tone="error" />
            <span className="hidden-text">{t("Error")}</span>
          </>
        )}
      </span>{" "}
      <span className="event-name one-line" title={row.name}>
        {row.name}
      </span>{" "}
      <span className="event-duration one-line">
        {row.durationMs !== undefined && describeDuration(row.durationMs)}
      </span>{" "}
      <span className="event-summary one-line">
        {row.errorText !== undefined && <span>{row.errorText}</span>}{" "}
        <span className="event-properties">{row.summary}</span>
      </span>
    </>
  );
}
