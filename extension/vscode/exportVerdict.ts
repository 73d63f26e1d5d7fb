import * as vscode from "vscode";
import type { RecordedExportResult } from "../actions/recordedExport.ts";
import type { ChosenTarget, Verdict } from "../actions/panelActions.ts";
import type { FailedFlush } from "../recording/sink.ts";
import { toError } from "../platform/fileSystem.ts";
import type { ReadReport } from "../store/reading/readReport.ts";
import { describeEvents, describeFiles, describeLines } from "./counts.ts";
import { showErrorWithLog } from "./log.ts";
import { describeBytes } from "./units.ts";

/** Says how an export went: what was written, and what is missing from it. Details go to the log. */
export function describeExport(
  { summary: { eventCount, byteCount, report }, unflushed }: RecordedExportResult,
  savedAs: string,
  log: vscode.LogOutputChannel,
): Verdict {
  const { t } = vscode.l10n;
  const nothing =
    report.unreadFiles.length === 0
      ? t("There are no events in this range, so nothing was exported.")
      : t("No events were found in what could be read, so nothing was exported.");
  const verdict =
    eventCount === 0
      ? nothing
      : t(
          "Exported {0} from {1} to {2} ({3}).",
          describeEvents(eventCount),
          describeFiles(report.fileCount),
          savedAs,
          describeBytes(byteCount),
        );
  log.info(verdict);
  const problems = [...tellUnflushed(unflushed, log), ...tellPassedOver(report, log)];
  return { message: [verdict, ...problems].join(" "), hasProblems: problems.length > 0 };
}

/**
 * Shows a verdict, and offers what can be done with the document where there is one. Does not wait
 * for the answer: what was asked for is over, whenever the message is answered.
 */
export function showVerdict(
  verdict: Verdict,
  document: Pick<ChosenTarget, "open" | "reveal"> | undefined,
  log: vscode.LogOutputChannel,
): void {
  answerVerdict(verdict, document, log).catch((error: unknown) => {
    log.error("What was chosen in a message could not be done", error);
    showErrorWithLog(toError(error).message, log);
  });
}

async function answerVerdict(
  { message, hasProblems }: Verdict,
  document: Pick<ChosenTarget, "open" | "reveal"> | undefined,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { t } = vscode.l10n;
  const open = t("Open");
  const reveal = t("Reveal");
  const showLog = t("Show Log");
  const actions = [
    ...(document !== undefined ? [open, reveal] : []),
    ...(hasProblems ? [showLog] : []),
  ];
  const show = hasProblems
    ? vscode.window.showWarningMessage
    : vscode.window.showInformationMessage;
  const choice = await show(message, ...actions);
  if (choice === open) await document?.open();
  if (choice === reveal) await document?.reveal();
  if (choice === showLog) log.show();
}

function tellUnflushed(unflushed: readonly FailedFlush[], log: vscode.LogOutputChannel): string[] {
  return unflushed.map(({ error, pendingEvents }) => {
    log.warn(`Not all events could be written before the export: ${error.message}`);
    return vscode.l10n.t(
      "Not included, because they could not be written yet: {0}.",
      describeEvents(pendingEvents),
    );
  });
}

function tellPassedOver(report: ReadReport, log: vscode.LogOutputChannel): string[] {
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    log.warn(`${fileName}:${lineNumber} was skipped: ${reason}`);
  }
  const unnamedCount = report.skippedLineCount - report.skippedLines.length;
  if (unnamedCount > 0) log.warn(`${unnamedCount} more lines were skipped.`);
  for (const { fileName, reason } of report.unreadFiles) {
    log.warn(`${fileName} could not be read: ${reason}`);
  }
  const { t } = vscode.l10n;
  const { skippedLineCount, unreadFiles } = report;
  return [
    ...(skippedLineCount > 0
      ? [t("Skipped, because they are no events: {0}.", describeLines(skippedLineCount))]
      : []),
    ...(unreadFiles.length > 0
      ? [t("Could not be read: {0}.", describeFiles(unreadFiles.length))]
      : []),
  ];
}
