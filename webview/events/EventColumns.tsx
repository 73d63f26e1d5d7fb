import { t } from "@vscode/l10n";
import { Fragment, type ReactNode } from "react";
import type { EventListRow } from "../../shared/protocol/values.ts";
import { describeDuration } from "../format/durations.ts";
import { utcTimestamp } from "../format/instants.ts";
import { Icon } from "../ui/Icon.tsx";

interface EventColumn {
  readonly className: string;
  readonly heading: () => string;
  readonly cell: (row: EventListRow) => ReactNode;
  /** The tooltip of the cell. */
  readonly title?: (row: EventListRow) => string;
}

/** In display order. Their widths are `--event-columns` in EventList.css. */
const COLUMNS: readonly EventColumn[] = [
  {
    className: "event-time",
    heading: () => t("Time (UTC)"),
    cell: ({ timeMs }) => {
      const { date, time } = utcTimestamp(timeMs);
      return (
        <>
          <span className="event-date">{date}</span> {time}
        </>
      );
    },
  },
  {
    className: "event-mark",
    heading: () => "",
    cell: ({ errorText }) =>
      errorText !== undefined && (
        <>
          <Icon name="error" tone="error" />
          <span className="hidden-text">{t("Error")}</span>
        </>
      ),
  },
  {
    className: "event-name",
    heading: () => t("Event"),
    cell: ({ name }) => name,
    title: ({ name }) => name,
  },
  {
    className: "event-duration",
    heading: () => t("Duration"),
    cell: ({ durationMs }) => durationMs !== undefined && describeDuration(durationMs),
  },
  {
    className: "event-summary",
    heading: () => t("Details"),
    cell: ({ errorText, summary }) => (
      <>
        {errorText !== undefined && <span>{errorText}</span>}{" "}
        <span className="event-properties">{summary}</span>
      </>
    ),
  },
];

/** Hidden from screen readers, because a list box has no columns. */
export function EventHeadings({ isWide }: { readonly isWide: boolean }): ReactNode {
  return (
    <div
      className={isWide ? "event-list-head" : "event-list-head event-list-head-narrow"}
      aria-hidden="true"
    >
      {isWide ? (
        COLUMNS.map(({ className, heading }) => (
          <span key={className} className={className}>
            {heading()}
          </span>
        ))
      ) : (
        <>
          <span>{t("Event")}</span>
          <span className="event-duration">{t("Duration")}</span>
        </>
      )}
    </div>
  );
}

export function EventCells({ row }: { readonly row: EventListRow }): ReactNode {
  if (row.isGone) {
    return (
      <>
        <span className="event-time event-date one-line">{utcTimestamp(row.timeMs).date}</span>{" "}
        <span className="event-name event-gone one-line">{t("No longer in the file")}</span>
      </>
    );
  }
  return COLUMNS.map(({ className, cell, title }, index) => (
    <Fragment key={className}>
      {index > 0 && " "}
      <span className={`${className} one-line`} title={title?.(row)}>
        {cell(row)}
      </span>
    </Fragment>
  ));
}
