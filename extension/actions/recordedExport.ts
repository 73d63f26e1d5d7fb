import { exportRangeToInstants, type ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FailedFlush } from "../recording/sink.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { abortable } from "../platform/abortable.ts";
import { runExport, type ExportSummary, type ExportTarget } from "../export/exportJob.ts";

export interface RecordedExport {
  readonly recorder: Recorder<ExtensionEvents>;
  readonly fs: FileSystem;
  readonly directory: string;
  readonly range: ExportRange;
  /** What "now" means for the range; of the moment after the flush unless given. */
  readonly nowMs: () => number;
  readonly format: ExportFormatId;
  readonly target: ExportTarget;
  /** Where the export was started. */
  readonly surface: "command" | "panel";
  readonly signal: AbortSignal;
  readonly onProgress: (readBytes: number, totalBytes: number) => void;
}

export interface RecordedExportResult {
  readonly summary: ExportSummary;
  /** Flushes that failed, so that the events they left in memory are not exported. */
  readonly unflushed: readonly FailedFlush[];
}

/** Writes what is buffered, exports, and records both as one span. Throws as `runExport`. */
export function runRecordedExport(job: RecordedExport): Promise<RecordedExportResult> {
  const { recorder, fs, directory, range, format, target, surface, signal, onProgress } = job;
  return recorder.trace(
    "export",
    async (span) => {
      const outcomes = await span.phase("flush", () => abortable(recorder.flush(), signal));
      const instants = exportRangeToInstants(range, job.nowMs());
      const summary = await span.phase("write", () =>
        runExport({ fs, directory, range: instants, format, target, signal, onProgress }),
      );
      span.setMeasurement("events", summary.eventCount);
      span.setMeasurement("files", summary.report.fileCount);
      span.setMeasurement("skipped_lines", summary.report.skippedLineCount);
      span.setMeasurement("bytes", summary.byteCount);
      return { summary, unflushed: outcomes.filter((outcome) => !outcome.ok) };
    },
    { properties: { format, range: range.kind, surface } },
  );
}
