import { createWriteStream, fstatSync } from "node:fs";
import type { Writable } from "node:stream";
import { errorCode, toError } from "../platform/fileSystem.ts";
import type { ReadReport } from "../store/reading/readReport.ts";

/** A message for people on stderr. */
export function writeMessage(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes bytes or text to a stream. Rejects if that fails. */
export function writeTo(stream: NodeJS.WritableStream, data: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * A stream of results to an open descriptor, which stays open. A write succeeds only once each byte
 * is written. `process.stdout` does not notice it if a file takes only a part of the bytes, such as
 * on a full disk, so it serves only for terminals, pipes, and sockets.
 */
export function resultStream(descriptor: number): Writable {
  const standard = [process.stdout, process.stderr].find(({ fd }) => fd === descriptor);
  if (standard !== undefined && (standard.isTTY || isConnection(descriptor))) return standard;
  const stream = createWriteStream("", { fd: descriptor, autoClose: false });
  // Each write reports its own error.
  stream.on("error", () => undefined);
  return stream;
}

function isConnection(descriptor: number): boolean {
  const found = fstatSync(descriptor);
  return found.isFIFO() || found.isSocket();
}

/** Prints text as a result. Rejects if stdout cannot take all of it. */
export async function writeResult(text: string): Promise<void> {
  try {
    await writeTo(resultStream(process.stdout.fd), text);
  } catch (error) {
    if (errorCode(error) === "EPIPE") throw error;
    const { message } = toError(error);
    throw new Error(`Could not write to standard output: ${message}`, { cause: error });
  }
}

/** Prints one line of JSON. Rejects if stdout cannot be written. */
export async function writeJson(value: unknown): Promise<void> {
  await writeResult(`${JSON.stringify(value)}\n`);
}

/**
 * Prints an aligned table: the first column to the left, the others to the right. Rejects if
 * stdout cannot be written.
 */
export async function writeTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  const lines = cells.map((row) => {
    const line = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `${line.join("  ").trimEnd()}\n`;
  });
  await writeResult(lines.join(""));
}

/** Reports what is missing from a result on stderr. Returns whether all files could be read. */
export function reportMissing(report: ReadReport): boolean {
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    writeMessage(`${fileName}:${lineNumber}: skipped: ${reason}`);
  }
  const unlistedCount = report.skippedLineCount - report.skippedLines.length;
  if (unlistedCount > 0) writeMessage(`… and ${unlistedCount} more skipped lines`);
  for (const { fileName, reason } of report.unreadFiles) {
    writeMessage(`${fileName}: could not be read: ${reason}`);
  }
  return report.unreadFiles.length === 0;
}
