import { describeBytes } from "../../shared/byteSize.ts";
import type { ExportSummary } from "../export/exportJob.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { FailedFlush } from "../recording/sink.ts";
import type { ReadReport } from "../store/reading/readReport.ts";
import { describeEvents, describeFiles, describeLines } from "./counts.ts";
import type { Verdict } from "./verdict.ts";

export interface ExportResult {
  readonly summary: ExportSummary;
  /** Flushes that failed, so that the events they left in memory are not exported. */
  readonly unflushed: readonly FailedFlush[];
}

/** Says how an export went: what was written, and what is missing from it. */
export function describeExport(
  l10n: L10n,
  { summary: { eventCount, byteCount, report }, unflushed }: ExportResult,
  savedAs: string,
): Verdict {
  const { t } = l10n;
  const nothing =
    report.unreadFiles.length === 0
      ? t("There are no events in this range, so nothing was exported.")
      : t("No events were found in what could be read, so nothing was exported.");
  const verdict =
    eventCount === 0
      ? nothing
      : t(
          "Exported {0} from {1} to {2} ({3}).",
          describeEvents(l10n, eventCount),
          describeFiles(l10n, report.fileCount),
          savedAs,
          describeBytes(byteCount),
        );
  const problems = [
    ...unflushed.map(({ pendingEvents }) =>
      t(
        "Not included, because they could not be written yet: {0}.",
        describeEvents(l10n, pendingEvents),
      ),
    ),
    ...describeSkipped(l10n, report),
  ];
  return { message: [verdict, ...problems].join(" "), hasProblems: problems.length > 0 };
}

/** Names in the log what is missing from an export. */
export function logMissing(log: Log, { summary: { report }, unflushed }: ExportResult): void {
  for (const { error } of unflushed) {
    log.warn(`Not all events could be written before the export: ${error.message}`);
  }
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    log.warn(`${fileName}:${lineNumber} was skipped: ${reason}`);
  }
  const unnamedCount = report.skippedLineCount - report.skippedLines.length;
  if (unnamedCount > 0) log.warn(`${unnamedCount} more lines were skipped.`);
  for (const { fileName, reason } of report.unreadFiles) {
    log.warn(`${fileName} could not be read: ${reason}`);
  }
}

function describeSkipped(l10n: L10n, { skippedLineCount, unreadFiles }: ReadReport): string[] {
  const { t } = l10n;
  const sentences: string[] = [];
  if (skippedLineCount > 0) {
    const lines = describeLines(l10n, skippedLineCount);
    sentences.push(t("Skipped, because they are no events: {0}.", lines));
  }
  if (unreadFiles.length > 0) {
    sentences.push(t("Could not be read: {0}.", describeFiles(l10n, unreadFiles.length)));
  }
  return sentences;
}
