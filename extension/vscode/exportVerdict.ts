import * as vscode from "vscode";
import type { ExportSummary } from "../export/exportJob.ts";
import type { FailedFlush } from "../recording/sink.ts";
import type { ReadReport } from "../store/readReport.ts";
import { describeBytes } from "./units.ts";

/**
 * Says how an export went: what was written, what is missing from it, and what can be done with
 * it. Ends once the message is answered and the answer carried out.
 */
export async function showExportVerdict(
  { eventCount, byteCount, report }: ExportSummary,
  unflushed: readonly FailedFlush[],
  uri: vscode.Uri,
  log: vscode.LogOutputChannel,
): Promise<void> {
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
          uri.path.split("/").at(-1) ?? uri.path,
          describeBytes(byteCount),
        );
  log.info(verdict);
  const problems = [...tellUnflushed(unflushed, log), ...tellPassedOver(report, log)];

  const open = t("Open");
  const reveal = t("Reveal");
  const showLog = t("Show Log");
  const actions = [
    ...(eventCount > 0 ? [open, reveal] : []),
    ...(problems.length > 0 ? [showLog] : []),
  ];
  const show =
    problems.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show([verdict, ...problems].join(" "), ...actions);
  if (choice === open) await vscode.commands.executeCommand("vscode.open", uri);
  if (choice === reveal) await revealFile(uri);
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

function describeEvents(count: number): string {
  return count === 1
    ? vscode.l10n.t("1 event")
    : vscode.l10n.t("{0} events", count.toLocaleString());
}

function describeFiles(count: number): string {
  return count === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", count.toLocaleString());
}

function describeLines(count: number): string {
  return count === 1 ? vscode.l10n.t("1 line") : vscode.l10n.t("{0} lines", count.toLocaleString());
}

/** The system's file manager on a desktop; elsewhere the explorer, where the file is in it. */
async function revealFile(uri: vscode.Uri): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && uri.scheme === "file";
  const command =
    isDesktop && vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, uri);
}
