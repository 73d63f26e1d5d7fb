import { t } from "@vscode/l10n";
import type { QueryState } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents, describeSkippedLines } from "../format/counts.ts";
import type { SearchPhase } from "./eventSearch.ts";

/** The progress or the result of a query, and what it omits. */
export function statusMessages(
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
    ...(unreadFileCount > 0 ? [describeUnreadableFiles(unreadFileCount)] : []),
  ];
}

function describeProgress(scannedCount: number): string {
  return scannedCount === 1
    ? t("Searching… 1 event scanned")
    : t("Searching… {0} events scanned", describeCount(scannedCount));
}

function describeMatches(matchedCount: number, scannedCount: number): string {
  if (scannedCount === 1) return t("{0} of 1 event matches", describeCount(matchedCount));
  return matchedCount === 1
    ? t("1 of {0} events matches", describeCount(scannedCount))
    : t("{0} of {1} events match", describeCount(matchedCount), describeCount(scannedCount));
}

function describeUnreadableFiles(count: number): string {
  return count === 1 ? t("1 unreadable file") : t("{0} unreadable files", describeCount(count));
}
