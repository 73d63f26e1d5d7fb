import { promises as fs } from "node:fs";
import { exportRangeToInstants, parseExportRange } from "../../shared/exportRange.ts";
import { DEFAULT_FORMAT, findExportFormat } from "../../shared/formats.ts";
import { describeEvents, describeFiles } from "../actions/counts.ts";
import { describeEmptyExport } from "../actions/describeEmptyExport.ts";
import { findEmptyReason } from "../export/emptyExport.ts";
import { runExport, type ExportSummary } from "../export/exportJob.ts";
import { abortable } from "../platform/abortable.ts";
import { UsageError, type Options } from "./commandLine.ts";
import { english } from "../platform/english.ts";
import { chooseTarget } from "./exportTarget.ts";
import { requireFolder } from "./folder.ts";
import { reportMissing, writeMessage } from "./output.ts";
import { abortOnSignal } from "./signals.ts";
import { limitYoungGeneration } from "./youngGeneration.ts";

/** The output of `--json`. */
interface JsonSummary {
  readonly events: number;
  readonly files: number;
  readonly skippedLines: number;
  readonly bytes: number;
  /** Present if files could not be read; stderr names them, and the exit code is 1. */
  readonly unreadFiles?: number;
  /** Likewise for files without a single valid line; counted up to 100. */
  readonly foreignFiles?: number;
}

/** `export DIR`: exports the events of a range as one document. */
export async function exportCommand(directory: string, options: Options): Promise<boolean> {
  const { output } = options;
  if (output === undefined || output === "") throw new UsageError("Missing option '--output'.");
  const range = parseExportRange(options.range ?? "all");
  if (range === undefined) throw new UsageError(`Invalid range '${options.range}'.`);
  const format = findExportFormat(options.format ?? DEFAULT_FORMAT);
  if (format === undefined) throw new UsageError(`Unknown format '${options.format}'.`);
  await requireFolder(directory);
  const nowMs = Date.now();
  const { target, isStandardOutput } = await chooseTarget(directory, output, nowMs);
  // Nothing before this could be left unfinished, or would notice the signal.
  const signal = abortOnSignal();
  const summary = await runExport({
    fs,
    directory,
    range: exportRangeToInstants(range, nowMs),
    format: format.id,
    target,
    // So that a script may rely on it: after a success, the file holds this range.
    writesEmpty: true,
    signal,
    onProgress: () => {
      limitYoungGeneration();
    },
  });
  // The summary must not mix with a document on standard output.
  const log = isStandardOutput ? process.stderr : process.stdout;
  const text = options.json === true ? JSON.stringify(toJson(summary)) : describe(summary);
  log.write(`${text}\n`);
  if (summary.eventCount === 0) {
    const reason = await abortable(findEmptyReason(fs, directory, summary.report), signal);
    writeMessage(describeEmptyExport(english, reason));
  }
  const { report } = summary;
  const isEachFileRead = reportMissing(report);
  for (const name of report.foreignFileNames) writeMessage(`${name}: no line is a valid event`);
  signal.throwIfAborted();
  return isEachFileRead && report.foreignFileNames.length === 0;
}

function toJson({ eventCount, byteCount, report }: ExportSummary): JsonSummary {
  return {
    events: eventCount,
    files: report.fileCount,
    skippedLines: report.skippedLineCount,
    bytes: byteCount,
    ...(report.unreadFiles.length > 0 && { unreadFiles: report.unreadFiles.length }),
    ...(report.foreignFileNames.length > 0 && { foreignFiles: report.foreignFileNames.length }),
  };
}

function describe({ eventCount, byteCount, report }: ExportSummary): string {
  const events = describeEvents(english, eventCount);
  const files = describeFiles(english, report.fileCount);
  return `Exported ${events} from ${files} (${byteCount} bytes).`;
}
