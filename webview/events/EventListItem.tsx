import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { EventListRow } from "../../shared/protocol/values.ts";
import { EventCells } from "./EventColumns.tsx";

interface EventListItemProps {
  readonly id: string;
  readonly index: number;
  readonly rowCount: number;
  /** Undefined until it is loaded. */
  readonly row: EventListRow | undefined;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
}

/** A row of the event list. */
export function EventListItem(props: EventListItemProps): ReactNode {
  const { id, index, rowCount, row, topPx, heightPx, isActive, isOpen } = props;
  return (
    // The list has the focus and handles keys and clicks.
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
      {row === undefined ? <Placeholder /> : <EventCells row={row} />}
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
