import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { FailedState } from "../ui/FailedState.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { StateView } from "../ui/StateView.tsx";
import type { SearchView } from "./eventSearch.ts";

interface NoEventsProps {
  readonly found: SearchView;
  readonly isFiltering: boolean;
  readonly onClearFilter: () => void;
  readonly onRetry: () => void;
}

/** Takes the place of the list while it has no rows: why, and what to do. */
export function NoEvents({ found, isFiltering, onClearFilter, onRetry }: NoEventsProps): ReactNode {
  const { phase, problem } = found;
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
        <p>{t("The search was stopped before anything was found.")}</p>
        <Button onClick={onRetry}>{t("Search again")}</Button>
      </StateView>
    );
  }
  if (!isFiltering) {
    return (
      <StateView>
        <p>{t("There are no events in this range. Choose another one to see more.")}</p>
      </StateView>
    );
  }
  return (
    <StateView>
      <p>{t("No event of this range matches the filter.")}</p>
      <Button onClick={onClearFilter}>{t("Clear filter")}</Button>
    </StateView>
  );
}
