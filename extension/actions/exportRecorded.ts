import { exportRangeToInstants, type ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { runExport } from "../export/exportJob.ts";
import { abortable } from "../platform/abortable.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { Span } from "../recording/span.ts";
import { describeExport, logMissing, type ExportResult } from "./describeExport.ts";
import { onEachPercent, type ReportProgress } from "./progress.ts";
import type { ChosenTarget } from "./userInterface.ts";
import type { Verdict } from "./verdict.ts";

export interface RecordedExport {
  readonly recorder: Recorder<ExtensionEvents>;
  readonly fs: FileSystem;
  readonly l10n: L10n;
  readonly log: Log;
  readonly directory: string;
  readonly range: ExportRange;
  /** What "now" means for the range; asked after the flush. */
  readonly nowMs: () => number;
  readonly format: ExportFormatId;
  readonly document: Pick<ChosenTarget, "target" | "savedAs">;
  /** Where the export was started. */
  readonly surface: "command" | "panel";
  readonly signal: AbortSignal;
  /** Told of each further percent. */
  readonly onProgress: ReportProgress;
}

/** How an export ended; where it is empty, nothing was written. */
export interface ExportVerdict extends Verdict {
  readonly isEmpty: boolean;
}

/**
 * Writes what is buffered, exports, and records both as one span; says how it went, and names in
 * the log what is missing. Throws as `runExport`.
 */
export async function exportRecorded(job: RecordedExport): Promise<ExportVerdict> {
  const result = await job.recorder.trace("export", (span) => run(job, span), {
    properties: { format: job.format, range: job.range.kind, surface: job.surface },
  });
  const verdict = describeExport(job.l10n, result, job.document.savedAs);
  job.log.info(verdict.message);
  logMissing(job.log, result);
  return { ...verdict, isEmpty: result.summary.eventCount === 0 };
}

async function run(
  job: RecordedExport,
  span: Span<ExtensionEvents, "export">,
): Promise<ExportResult> {
  const { recorder, fs, directory, range, format, document, signal, onProgress } = job;
  const outcomes = await span.phase("flush", () => abortable(recorder.flush(), signal));
  const instants = exportRangeToInstants(range, job.nowMs());
  const summary = await span.phase("write", () =>
    runExport({
      fs,
      directory,
      range: instants,
      format,
      target: document.target,
      signal,
      onProgress: onEachPercent(onProgress),
    }),
  );
  span.setMeasurement("events", summary.eventCount);
  span.setMeasurement("files", summary.report.fileCount);
  span.setMeasurement("skipped_lines", summary.report.skippedLineCount);
  span.setMeasurement("bytes", summary.byteCount);
  return { summary, unflushed: outcomes.filter((outcome) => !outcome.ok) };
}
