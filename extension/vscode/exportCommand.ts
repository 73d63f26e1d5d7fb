import * as vscode from "vscode";
import type { ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormat } from "../../shared/formats.ts";
import { runRecordedExport, type RecordedExportResult } from "../actions/recordedExport.ts";
import type { ChosenTarget } from "../actions/panelActions.ts";
import type { Clock } from "../platform/clock.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { CommandHandler } from "./commands.ts";
import { askFormat, askRange, askTarget } from "./exportPrompts.ts";
import { withExportProgress } from "./exportProgress.ts";
import { chosenTargetFor } from "./exportTarget.ts";
import { describeExport, showVerdict } from "./exportVerdict.ts";

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
  readonly document: ChosenTarget;
}

/** The command "Coder: Export Telemetry…": asks, exports, and says how it went. */
export function createExportCommand(options: ExportCommandOptions): CommandHandler {
  return async (commandSpan) => {
    const { directory } = options;
    if (directory === undefined) {
      throw new Error(
        vscode.l10n.t("There is nothing to export: telemetry is not stored on this machine."),
      );
    }
    const request = await ask(options);
    if (request === undefined) {
      commandSpan.markAborted();
      return;
    }
    try {
      const result = await exportWithProgress(options, directory, request);
      const verdict = describeExport(result, request.document.savedAs, options.log);
      const isEmpty = result.summary.eventCount === 0;
      showVerdict(verdict, isEmpty ? undefined : request.document, options.log);
    } catch (error) {
      if (!(error instanceof Error && error.name === "AbortError")) throw error;
      commandSpan.markAborted();
    }
  };
}

async function ask({ fs, clock }: ExportCommandOptions): Promise<Request | undefined> {
  const range = await askRange();
  const format = range && (await askFormat());
  const uri = format && (await askTarget(range, format));
  return uri && { range, format, document: chosenTargetFor(uri, fs, clock.nowMs()) };
}

function exportWithProgress(
  { recorder, fs, clock }: ExportCommandOptions,
  directory: string,
  { range, format, document }: Request,
): Promise<RecordedExportResult> {
  const abort = new AbortController();
  return withExportProgress(
    (onProgress) =>
      runRecordedExport({
        recorder,
        fs,
        directory,
        range,
        nowMs: () => clock.nowMs(),
        format: format.id,
        target: document.target,
        surface: "command",
        signal: abort.signal,
        onProgress,
      }),
    () => {
      abort.abort();
    },
  );
}
