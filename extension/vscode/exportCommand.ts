import * as vscode from "vscode";
import { exportRangeToInstants, type ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormat } from "../../shared/formats.ts";
import { runExport, type ExportSummary } from "../export/exportJob.ts";
import type { Clock } from "../recording/clock.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FlushOutcome } from "../recording/sink.ts";
import type { Span } from "../recording/span.ts";
import type { FileSystem } from "../store/fileSystem.ts";
import type { CommandHandler } from "./commands.ts";
import { askFormat, askRange, askTarget } from "./exportPrompts.ts";
import { exportTargetFor } from "./exportTarget.ts";
import { describeBytes } from "./units.ts";

export interface ExportCommandOptions {
  readonly recorder: Recorder<ExtensionEvents>;
  /** The telemetry folder; undefined where this host has no local storage. */
  readonly directory: string | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}

interface Request {
  readonly range: ExportRange;
  readonly format: ExportFormat;
  readonly uri: vscode.Uri;
}

/** The command "Coder: Export Telemetry…": asks, exports, and says how it went. */
export function createExportCommand(options: ExportCommandOptions): CommandHandler {
  return async (commandSpan) => {
    const { directory, recorder } = options;
    if (directory === undefined) {
      throw new Error(
        vscode.l10n.t("There is nothing to export: telemetry is not stored on this machine."),
      );
    }
    const request = await ask();
    if (request === undefined) {
      commandSpan.markAborted();
      return;
    }
    const { range, format, uri } = request;
    try {
      const { summary, unflushed } = await recorder.trace(
        "export",
        (span) => exportWithProgress(options, directory, request, span),
        { properties: { format: format.id, range: range.kind } },
      );
      // Not awaited: the command is over, whenever the message is answered.
      void announce(summary, unflushed, uri, options.log);
    } catch (error) {
      if (!(error instanceof Error && error.name === "AbortError")) throw error;
      commandSpan.markAborted();
    }
  };
}

async function ask(): Promise<Request | undefined> {
  const range = await askRange();
  const format = range && (await askFormat());
  const uri = format && (await askTarget(range, format));
  return uri && { range, format, uri };
}

interface ExportResult {
  readonly summary: ExportSummary;
  /** Sinks whose buffered events could not be written first, so that they are not exported. */
  readonly unflushed: readonly FlushOutcome[];
}

function exportWithProgress(
  { recorder, fs, clock }: ExportCommandOptions,
  directory: string,
  { range, format, uri }: Request,
  span: Span<ExtensionEvents, "export">,
): Promise<ExportResult> {
  const window = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Exporting telemetry"),
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(window, async (progress, cancellation) => {
      const abort = new AbortController();
      const subscription = cancellation.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        const outcomes = await span.phase("flush", () => recorder.flush());
        const nowMs = clock.nowMs();
        let reportedPercent = 0;
        const summary = await span.phase("write", () =>
          runExport({
            fs,
            directory,
            range: exportRangeToInstants(range, nowMs),
            format: format.id,
            target: exportTargetFor(uri, fs, nowMs),
            signal: abort.signal,
            onProgress: (readBytes, totalBytes) => {
              const percent = Math.floor((readBytes / totalBytes) * 100);
              if (percent === reportedPercent) return;
              progress.report({
                increment: percent - reportedPercent,
                message: vscode.l10n.t(
                  "{0} of {1}",
                  describeBytes(readBytes),
                  describeBytes(totalBytes),
                ),
              });
              reportedPercent = percent;
            },
          }),
        );
        span.setMeasurement("events", summary.eventCount);
        span.setMeasurement("files", summary.report.fileCount);
        span.setMeasurement("skipped_lines", summary.report.skippedLineCount);
        span.setMeasurement("bytes", summary.byteCount);
        return { summary, unflushed: outcomes.filter((outcome) => !outcome.ok) };
      } finally {
        subscription.dispose();
      }
    }),
  );
}

async function announce(
  { eventCount, byteCount, report }: ExportSummary,
  unflushed: readonly FlushOutcome[],
  uri: vscode.Uri,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { t } = vscode.l10n;
  const problems: string[] = [];
  for (const outcome of unflushed) {
    if (outcome.ok) continue;
    log.warn(`Not all events could be written before the export: ${outcome.error.message}`);
    problems.push(
      t(
        "{0} recent events are not included because they could not be written yet.",
        outcome.pendingEvents,
      ),
    );
  }
  if (report.skippedLineCount > 0) {
    problems.push(t("{0} lines are no events and were skipped.", report.skippedLineCount));
  }
  if (report.unreadFiles.length > 0) {
    problems.push(t("{0} files could not be read.", report.unreadFiles.length));
  }
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    log.warn(`${fileName}:${lineNumber} was skipped: ${reason}`);
  }
  for (const { fileName, reason } of report.unreadFiles) {
    log.warn(`${fileName} could not be read: ${reason}`);
  }

  const name = uri.path.split("/").at(-1) ?? uri.path;
  const verdict =
    eventCount === 0
      ? t("There are no events in this range, so nothing was exported.")
      : t(
          "Exported {0} events from {1} files to {2} ({3}).",
          eventCount.toLocaleString(),
          report.fileCount.toLocaleString(),
          name,
          describeBytes(byteCount),
        );
  log.info(verdict);
  const open = t("Open");
  const reveal = t("Reveal");
  const showLog = t("Show Log");
  const actions = [
    ...(eventCount > 0 ? [open, reveal] : []),
    ...(problems.length > 0 ? [showLog] : []),
  ];
  const message = [verdict, ...problems].join(" ");
  const show =
    problems.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(message, ...actions);
  if (choice === open) await vscode.commands.executeCommand("vscode.open", uri);
  if (choice === reveal) await revealFile(uri);
  if (choice === showLog) log.show();
}

/** The system's file manager on a desktop; elsewhere the explorer, where the file is in it. */
async function revealFile(uri: vscode.Uri): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && uri.scheme === "file";
  const command =
    isDesktop && vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, uri);
}
