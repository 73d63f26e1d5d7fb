import { t } from "@vscode/l10n";
import type { QueryState } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import type { SearchPhase } from "./eventSearch.ts";

/** What the status line says of a query: how far it has come, and what is missing. */
export function statusTexts(
  phase: SearchPhase,
  state: QueryState | undefined,
  isFiltering: boolean,
): readonly string[] {
  if (phase === "searching") return [describeProgress(state?.scannedCount ?? 0)];
  if (state === undefined) return phase === "stopped" ? [t("Stopped")] : [];
  const { matchedCount, scannedCount, skippedLineCount, unreadFileCount } = state;
  return [
    ...(phase === "stopped" ? [t("Stopped")] : []),
    isFiltering || phase === "stopped"
      ? describeMatches(matchedCount, scannedCount)
      : describeEvents(matchedCount),
    ...(skippedLineCount > 0 ? [describeSkippedLines(skippedLineCount)] : []),
    ...(unreadFileCount > 0 ? [describeUnreadFiles(unreadFileCount)] : []),
  ];
}

function describeProgress(scannedCount: number): string {
  return scannedCount === 1
    ? t("Searching… 1 event looked at")
    : t("Searching… {0} events looked at", describeCount(scannedCount));
}

function describeMatches(matchedCount: number, scannedCount: number): string {
  if (scannedCount === 1) return t("{0} of 1 event matches", describeCount(matchedCount));
  return matchedCount === 1
    ? t("1 of {0} events matches", describeCount(scannedCount))
    : t("{0} of {1} events match", describeCount(matchedCount), describeCount(scannedCount));
}

function describeSkippedLines(count: number): string {
  return count === 1
    ? t("1 line was skipped because it is no event")
    : t("{0} lines were skipped because they are no events", describeCount(count));
}

function describeUnreadFiles(count: number): string {
  return count === 1
    ? t("1 file could not be read")
    : t("{0} files could not be read", describeCount(count));
}
