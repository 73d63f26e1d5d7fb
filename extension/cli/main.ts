import { promises as fs } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { exportRangeToInstants, parseExportRange } from "../../shared/exportRange.ts";
import { EXPORT_FORMATS, findExportFormat, type ExportFormatId } from "../../shared/formats.ts";
import { createAtomicFile } from "../platform/atomicFile.ts";
import { runExport, type ExportTarget } from "../export/exportJob.ts";
import { limitYoungHeap } from "./youngHeap.ts";
import { errorCode } from "../platform/fileSystem.ts";
import { summarizeFile, type FileSummary } from "../store/index/fileSummary.ts";
import { sumByDay } from "../store/index/rangeCount.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { listStoreFiles } from "../store/storeFiles.ts";

const USAGE = `Usage:
  coder-telemetry export DIR --output FILE [--range RANGE] [--format FORMAT] [--json]
  coder-telemetry days DIR [--json]
  coder-telemetry files DIR [--json]

DIR      a folder with telemetry-YYYY-MM-DD-*.jsonl files
RANGE    all (default), 24h, 7d, 30d, YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, in UTC
FORMAT   ${EXPORT_FORMATS.map((format) => format.id).join(" (default) or ")}
FILE     "-" is standard output
--json   the summary as one line of JSON: {events, files, skippedLines, bytes}

Exit code 0: done, 1: failed, 2: wrong usage.
`;

/** Wrong usage: the message says what is wrong with the command line. */
class UsageError extends Error {}

interface Summary {
  readonly events: number;
  readonly files: number;
  readonly skippedLines: number;
  readonly bytes: number;
  /** Only where files could not be read; they are named on standard error, and the exit code is 1. */
  readonly unreadFiles?: number;
}

async function main(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseCommandLine(args);
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const [command, directory, ...rest] = positionals;
  if (command === undefined) throw new UsageError("A command is missing.");
  const run = COMMANDS.get(command);
  if (run === undefined) throw new UsageError(`${command}: no such command.`);
  if (directory === undefined) throw new UsageError("The folder is missing.");
  if (rest.length > 0) throw new UsageError(`${rest.join(" ")}: too many arguments.`);
  await run(directory, values);
}

type Options = ReturnType<typeof parseCommandLine>["values"];

const COMMANDS: ReadonlyMap<string, (directory: string, options: Options) => Promise<void>> =
  new Map([
    ["export", exportCommand],
    ["days", daysCommand],
    ["files", filesCommand],
  ]);

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        range: { type: "string" },
        format: { type: "string" },
        output: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function requireFolder(directory: string): Promise<void> {
  const found = await fs.stat(directory).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Error(`${directory} is no folder.`);
}

function requireNoExportOptions(command: string, options: Options): void {
  for (const name of ["range", "format", "output"] as const) {
    if (options[name] !== undefined) throw new UsageError(`${command} takes no --${name}.`);
  }
}

async function exportCommand(directory: string, options: Options): Promise<void> {
  const { output } = options;
  if (output === undefined || output === "") throw new UsageError("--output is missing.");
  const range = parseExportRange(options.range ?? "all");
  if (range === undefined) throw new UsageError(`--range ${options.range}: no such range.`);
  const format = findExportFormat(options.format ?? "json");
  if (format === undefined) throw new UsageError(`--format ${options.format}: no such format.`);
  await requireFolder(directory);
  const nowMs = Date.now();
  const { eventCount, byteCount, report } = await runExport({
    fs,
    directory,
    range: exportRangeToInstants(range, nowMs),
    format: format.id satisfies ExportFormatId,
    target: output === "-" ? standardOutput : fileTarget(output, nowMs),
    signal: abortedByUser(),
    onProgress: () => {
      limitYoungHeap();
    },
  });
  const summary: Summary = {
    events: eventCount,
    files: report.fileCount,
    skippedLines: report.skippedLineCount,
    bytes: byteCount,
    ...(report.unreadFiles.length > 0 && { unreadFiles: report.unreadFiles.length }),
  };
  // With the document on standard output, the summary would be in its way.
  const log = output === "-" ? process.stderr : process.stdout;
  if (options.json === true) log.write(`${JSON.stringify(summary)}\n`);
  else if (eventCount === 0 && report.unreadFiles.length > 0)
    log.write("No events in what could be read; nothing was written.\n");
  else if (eventCount === 0) log.write("No events in this range; nothing was written.\n");
  else
    log.write(
      `Exported ${eventCount} events from ${report.fileCount} files (${byteCount} bytes).\n`,
    );
  tellProblems(report);
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

async function daysCommand(directory: string, options: Options): Promise<void> {
  requireNoExportOptions("days", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const days = sumByDay((await summarizeFiles(directory, report)).map(withoutMisfiled));
  if (options.json === true) {
    writeJson(
      days.map((day) => ({
        day: day.day,
        events: day.eventCount,
        errors: day.errorCount,
        files: day.fileCount,
        skippedLines: day.skippedLineCount,
        bytes: day.byteCount,
      })),
    );
  } else {
    writeTable(
      ["day (UTC)", "events", "errors", "files", "skipped lines", "bytes"],
      days.map((day) => [
        day.day,
        day.eventCount,
        day.errorCount,
        day.fileCount,
        day.skippedLineCount,
        day.byteCount,
      ]),
    );
  }
  tellProblems(report);
}

async function filesCommand(directory: string, options: Options): Promise<void> {
  requireNoExportOptions("files", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const summaries = await summarizeFiles(directory, report);
  if (options.json === true) {
    writeJson(
      summaries.map(({ file, eventCount, errorCount, skippedLineCount }) => ({
        file: file.name,
        day: file.day,
        session: file.session8,
        segment: file.segment,
        events: eventCount,
        errors: errorCount,
        skippedLines: skippedLineCount,
        bytes: file.byteCount,
      })),
    );
  } else {
    writeTable(
      ["file", "events", "errors", "skipped lines", "bytes"],
      summaries.map(({ file, eventCount, errorCount, skippedLineCount }) => [
        file.name,
        eventCount,
        errorCount,
        skippedLineCount,
        file.byteCount,
      ]),
    );
  }
  tellProblems(report);
}

/** Reads each file; what could not be read or was skipped is named in `report`. */
async function summarizeFiles(directory: string, report: ReadReport): Promise<FileSummary[]> {
  const summaries: FileSummary[] = [];
  for (const file of await listStoreFiles(fs, directory)) {
    const summary = await summarizeFile(fs, file, {
      onSkippedLine: ({ lineNumber, reason }) => {
        report.skip(file.name, lineNumber, reason);
      },
    });
    summaries.push(summary);
    const { unreadReason } = summary;
    if (unreadReason === undefined) continue;
    report.unreadFiles.push({ fileName: file.name, reason: unreadReason });
  }
  return summaries;
}

/** The table has no column for misfiled events: each counts for the day of its file. */
function withoutMisfiled(summary: FileSummary): FileSummary {
  return { ...summary, misfiledEventCount: 0, misfiledErrorCount: 0 };
}

function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
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

/** The first column to the left, numbers to the right. */
function writeTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  for (const row of cells) {
    const line = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    process.stdout.write(`${line.join("  ").trimEnd()}\n`);
  }
}

/** To standard error, one line each. */
function tellProblems(report: ReadReport): void {
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    process.stderr.write(`${fileName}:${lineNumber}: skipped: ${reason}\n`);
  }
  const unnamed = report.skippedLineCount - report.skippedLines.length;
  if (unnamed > 0) process.stderr.write(`… and ${unnamed} more skipped lines\n`);
  for (const { fileName, reason } of report.unreadFiles) {
    process.stderr.write(`${fileName}: not read: ${reason}\n`);
    // What is missing must not look like what was never there.
    process.exitCode = 1;
  }
}

/** Whoever reads standard output may close it early, as `head` does: that is no news to tell. */
process.stdout.on("error", (error: Error) => {
  if (errorCode(error) !== "EPIPE") process.stderr.write(`coder-telemetry: ${error.message}\n`);
  process.exit(1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`coder-telemetry: ${message}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
