import { describeBytes } from "../../shared/byteSize.ts";
import type { EmptyReason } from "../export/emptyExport.ts";
import type { ExportSummary } from "../export/exportJob.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { FailedFlush } from "../recording/sink.ts";
import type { ReadReport } from "../store/reading/readReport.ts";
import { describeEvents, describeFiles } from "./counts.ts";
import { describeEmptyExport } from "./describeEmptyExport.ts";
import type { Verdict } from "./verdict.ts";

export interface ExportResult {
  readonly summary: ExportSummary;
  /** Set if there were no events. */
  readonly emptyReason?: EmptyReason;
  /** Failed flushes; the events they left in memory were not exported. */
  readonly unflushed: readonly FailedFlush[];
}

/** The outcome of an export: what was written and what is missing. */
export function describeExport(
  l10n: L10n,
  { summary: { eventCount, byteCount, report }, emptyReason, unflushed }: ExportResult,
  savedAs: string,
): Verdict {
  const { t } = l10n;
  const verdict =
    emptyReason === undefined
      ? t(
          "Exported {0} from {1} to {2} ({3}).",
          describeEvents(l10n, eventCount),
          describeFiles(l10n, report.fileCount),
          savedAs,
          describeBytes(byteCount),
        )
      : `${describeEmptyExport(l10n, emptyReason)} ${t("Nothing was exported.")}`;
  const problems = [
    ...unflushed.map(({ pendingEvents }) =>
      t("Not included because they are not on disk yet: {0}.", describeEvents(l10n, pendingEvents)),
    ),
    ...describeSkipped(l10n, report),
  ];
  return { message: [verdict, ...problems].join(" "), hasProblems: problems.length > 0 };
}

/** Logs everything that is missing from an export. */
export function logOmissions(log: Log, { summary: { report }, unflushed }: ExportResult): void {
  for (const { error } of unflushed) {
    log.warn(`Could not flush all events before the export: ${error.message}`);
  }
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    log.warn(`Skipped ${fileName}:${lineNumber}: ${reason}`);
  }
  const unlistedCount = report.skippedLineCount - report.skippedLines.length;
  if (unlistedCount > 0) log.warn(`Skipped ${unlistedCount} more lines.`);
  for (const { fileName, reason } of report.unreadFiles) {
    log.warn(`Could not read ${fileName}: ${reason}`);
  }
}

function describeSkipped(l10n: L10n, { skippedLineCount, unreadFiles }: ReadReport): string[] {
  const { t, locale } = l10n;
  const sentences: string[] = [];
  if (skippedLineCount === 1) {
    sentences.push(t("Skipped 1 line that is not a valid event."));
  } else if (skippedLineCount > 1) {
    const count = skippedLineCount.toLocaleString(locale);
    sentences.push(t("Skipped {0} lines that are not valid events.", count));
  }
  if (unreadFiles.length > 0) {
    sentences.push(t("Could not read {0}.", describeFiles(l10n, unreadFiles.length)));
  }
  return sentences;
}
