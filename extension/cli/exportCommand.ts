import { promises as fs } from "node:fs";
import { resolve } from "node:path";
import { exportRangeToInstants, parseExportRange } from "../../shared/exportRange.ts";
import { findExportFormat } from "../../shared/formats.ts";
import { runExport, type ExportSummary, type ExportTarget } from "../export/exportJob.ts";
import { createAtomicFile } from "../platform/atomicFile.ts";
import { UsageError, type Options } from "./commandLine.ts";
import { requireFolder } from "./folder.ts";
import { reportSkipped } from "./output.ts";
import { limitYoungHeap } from "./youngHeap.ts";

/** What `--json` prints. */
interface JsonSummary {
  readonly events: number;
  readonly files: number;
  readonly skippedLines: number;
  readonly bytes: number;
  /** Only where files could not be read; they are named on standard error, and the exit code is 1. */
  readonly unreadFiles?: number;
}

/** `export DIR`: writes the events of a range as one document. */
export async function exportCommand(directory: string, options: Options): Promise<void> {
  const { output } = options;
  if (output === undefined || output === "") throw new UsageError("--output is missing.");
  const range = parseExportRange(options.range ?? "all");
  if (range === undefined) throw new UsageError(`--range ${options.range}: no such range.`);
  const format = findExportFormat(options.format ?? "json");
  if (format === undefined) throw new UsageError(`--format ${options.format}: no such format.`);
  await requireFolder(directory);
  const nowMs = Date.now();
  const summary = await runExport({
    fs,
    directory,
    range: exportRangeToInstants(range, nowMs),
    format: format.id,
    target: output === "-" ? standardOutput : fileTarget(output, nowMs),
    signal: abortedByUser(),
    onProgress: () => {
      limitYoungHeap();
    },
  });
  // With the document on standard output, the summary would be in its way.
  const log = output === "-" ? process.stderr : process.stdout;
  const text = options.json === true ? JSON.stringify(toJson(summary)) : describe(summary);
  log.write(`${text}\n`);
  reportSkipped(summary.report);
}

function toJson({ eventCount, byteCount, report }: ExportSummary): JsonSummary {
  return {
    events: eventCount,
    files: report.fileCount,
    skippedLines: report.skippedLineCount,
    bytes: byteCount,
    ...(report.unreadFiles.length > 0 && { unreadFiles: report.unreadFiles.length }),
  };
}

function describe({ eventCount, byteCount, report }: ExportSummary): string {
  if (eventCount > 0) {
    return `Exported ${eventCount} events from ${report.fileCount} files (${byteCount} bytes).`;
  }
  return report.unreadFiles.length > 0
    ? "No events in what could be read; nothing was written."
    : "No events in this range; nothing was written.";
}

const standardOutput: ExportTarget = {
  name: "standard output",
  begin: () =>
    Promise.resolve({
      write: (bytes) =>
        new Promise((resolve, reject) => {
          process.stdout.write(bytes, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }),
      commit: () => Promise.resolve(),
      discard: () => Promise.resolve(),
    }),
};

function fileTarget(path: string, nowMs: number): ExportTarget {
  return { name: path, begin: () => createAtomicFile(fs, resolve(path), nowMs) };
}

/** Aborted by the first Ctrl+C, so that an export leaves nothing half done; a second one kills. */
function abortedByUser(): AbortSignal {
  const abort = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      abort.abort(new Error("Cancelled."));
    });
  }
  return abort.signal;
}
