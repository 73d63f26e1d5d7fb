import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import type { SearchView } from "./eventSearch.ts";
import { MAX_LISTED_ROWS } from "./listGeometry.ts";
import { statusMessages } from "./statusMessages.ts";
import "./EventStatus.css";

interface EventStatusProps {
  readonly results: SearchView;
  readonly isFiltering: boolean;
  readonly newCount: number;
  readonly onStop: () => void;
  readonly onRefresh: () => void;
}

/** The progress and result of a search, what it omits, and new events since then. */
export function EventStatus(props: EventStatusProps): ReactNode {
  const { results, isFiltering, newCount, onStop, onRefresh } = props;
  const { phase, state, problem, rowCount } = results;
  const isSearching = phase === "searching";
  const messages = [...statusMessages(phase, state, isFiltering)];
  if (rowCount > MAX_LISTED_ROWS)
    messages.push(
      t(
        "Showing the first {0} events; select a shorter time range to see more",
        describeCount(MAX_LISTED_ROWS),
      ),
    );
  return (
    <div className="event-status">
      {/* While it is busy, a screen reader does not announce every change of the count. */}
      <p role="status" aria-busy={isSearching}>
        {messages.map((message) => (
          <span key={message}>{message}</span>
        ))}
      </p>
      {problem !== undefined && rowCount > 0 && <p role="alert">{problem}</p>}
      {isSearching && state !== undefined && <Button onClick={onStop}>{t("Stop")}</Button>}
      {problem !== undefined && rowCount > 0 && (
        <Button onClick={onRefresh}>{t("Try Again")}</Button>
      )}
      {problem === undefined && newCount !== 0 && (
        <Button icon="refresh" onClick={onRefresh}>
          {describeNewEvents(newCount)}
        </Button>
      )}
    </div>
  );
}

function describeNewEvents(newCount: number): string {
  if (newCount < 0) return t("Refresh (Events Deleted)");
  return newCount === 1 ? t("Show 1 New Event") : t("Show {0} New Events", describeCount(newCount));
}
