import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { FailedState } from "../ui/FailedState.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { StateView } from "../ui/StateView.tsx";
import type { SearchView } from "./eventSearch.ts";

interface NoEventsProps {
  readonly results: SearchView;
  readonly isFiltering: boolean;
  readonly onClearFilter: () => void;
  readonly onRetry: () => void;
}

/** Shown in place of an empty list: the reason and the next step. Blank for an empty range. */
export function NoEvents({
  results,
  isFiltering,
  onClearFilter,
  onRetry,
}: NoEventsProps): ReactNode {
  const { phase, problem } = results;
  if (problem !== undefined) return <FailedState message={problem} onRetry={onRetry} />;
  if (phase === "searching") {
    return (
      <StateView>
        <ProgressRing />
      </StateView>
    );
  }
  if (phase === "stopped") {
    return (
      <StateView>
        <p>{t("The search was stopped before it found any events.")}</p>
        <Button onClick={onRetry}>{t("Search Again")}</Button>
      </StateView>
    );
  }
  if (!isFiltering) return null;
  return (
    <StateView>
      <p>{t("No events in this range match the filter.")}</p>
      <Button onClick={onClearFilter}>{t("Clear Filter")}</Button>
    </StateView>
  );
}
