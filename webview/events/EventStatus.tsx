import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import type { SearchView } from "./eventSearch.ts";
import { MAX_LISTED_ROWS } from "./listGeometry.ts";
import { statusTexts } from "./statusTexts.ts";
import "./EventStatus.css";

interface EventStatusProps {
  readonly found: SearchView;
  readonly isFiltering: boolean;
  readonly newCount: number;
  readonly onStop: () => void;
  readonly onRefresh: () => void;
}

/** How much was found, what is missing, and what has come since. */
export function EventStatus(props: EventStatusProps): ReactNode {
  const { found, isFiltering, newCount, onStop, onRefresh } = props;
  const { phase, state, problem, rowCount } = found;
  const isSearching = phase === "searching";
  const texts = [...statusTexts(phase, state, isFiltering)];
  if (rowCount > MAX_LISTED_ROWS)
    texts.push(
      t(
        "Only the first {0} are listed: a shorter range shows the others",
        describeCount(MAX_LISTED_ROWS),
      ),
    );
  return (
    <div className="event-status">
      {/* A busy region is read out once it is at rest: a count that runs would never end. */}
      <p role="status" aria-busy={isSearching}>
        {texts.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      {problem !== undefined && rowCount > 0 && <p role="alert">{problem}</p>}
      {isSearching && state !== undefined && <Button onClick={onStop}>{t("Stop")}</Button>}
      {problem !== undefined && rowCount > 0 && (
        <Button onClick={onRefresh}>{t("Try again")}</Button>
      )}
      {problem === undefined && newCount !== 0 && (
        <Button icon="refresh" onClick={onRefresh}>
          {describeNews(newCount)}
        </Button>
      )}
    </div>
  );
}

function describeNews(newCount: number): string {
  if (newCount < 0) return t("Events were deleted");
  return newCount === 1 ? t("1 new event") : t("{0} new events", describeCount(newCount));
}
