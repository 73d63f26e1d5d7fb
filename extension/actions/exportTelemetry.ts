import { exportRangeToInstants, type ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { findEmptyReason } from "../export/emptyExport.ts";
import { runExport } from "../export/exportJob.ts";
import { abortable } from "../platform/abortable.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { Span } from "../recording/span.ts";
import { describeExport, logOmissions, type ExportResult } from "./describeExport.ts";
import { throttleByPercent, type ReportProgress } from "./progress.ts";
import type { ChosenTarget } from "./userInterface.ts";
import type { Verdict } from "./verdict.ts";

export interface ExportTelemetryOptions {
  readonly recorder: Recorder<ExtensionEvents>;
  readonly fs: FileSystem;
  readonly l10n: L10n;
  readonly log: Log;
  readonly directory: string;
  /** Whether the recorder writes to this folder, so that its buffered events belong to it. */
  readonly isOwnFolder: boolean;
  readonly range: ExportRange;
  /** The end of a relative range; called after the flush. */
  readonly nowMs: () => number;
  readonly format: ExportFormatId;
  readonly document: Pick<ChosenTarget, "target" | "savedAs">;
  /** Where the user started the export. */
  readonly surface: "command" | "panel";
  readonly signal: AbortSignal;
  /** Called at most once per percent. */
  readonly onProgress: ReportProgress;
}

/** The outcome of an export. If `isEmpty`, nothing was written. */
export interface ExportVerdict extends Verdict {
  readonly isEmpty: boolean;
}

/**
 * Flushes the buffered events if they belong to the folder, then exports, recording both as one
 * span. Logs what is missing from the export. Throws whatever `runExport` throws.
 */
export async function exportTelemetry(options: ExportTelemetryOptions): Promise<ExportVerdict> {
  const result = await options.recorder.trace("export", (span) => run(options, span), {
    properties: { format: options.format, range: options.range.kind, surface: options.surface },
  });
  const verdict = describeExport(options.l10n, result, options.document.savedAs);
  options.log.info(verdict.message);
  logOmissions(options.log, result);
  return { ...verdict, isEmpty: result.summary.eventCount === 0 };
}

async function run(
  options: ExportTelemetryOptions,
  span: Span<ExtensionEvents, "export">,
): Promise<ExportResult> {
  const { recorder, fs, directory, isOwnFolder, range, format, document, signal, onProgress } =
    options;
  const outcomes = isOwnFolder
    ? await span.phase("flush", () => abortable(recorder.flush(), signal))
    : [];
  const instants = exportRangeToInstants(range, options.nowMs());
  const summary = await span.phase("write", () =>
    runExport({
      fs,
      directory,
      range: instants,
      format,
      target: document.target,
      signal,
      onProgress: throttleByPercent(onProgress),
    }),
  );
  span.setMeasurement("events", summary.eventCount);
  span.setMeasurement("files", summary.report.fileCount);
  span.setMeasurement("skipped_lines", summary.report.skippedLineCount);
  span.setMeasurement("bytes", summary.byteCount);
  return {
    summary,
    ...(summary.eventCount === 0 && {
      emptyReason: await abortable(findEmptyReason(fs, directory, summary.report), signal),
    }),
    unflushed: outcomes.filter((outcome) => !outcome.ok),
  };
}
