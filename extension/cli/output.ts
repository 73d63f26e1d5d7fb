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

/** Prints one line of JSON. Rejects if stdout cannot be written. */
export async function writeJson(value: unknown): Promise<void> {
  await writeTo(process.stdout, `${JSON.stringify(value)}\n`);
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
  for (const row of cells) {
    const line = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    await writeTo(process.stdout, `${line.join("  ").trimEnd()}\n`);
  }
}

/** Reports skipped lines and unreadable files on stderr; the latter set the exit code to 1. */
export function reportSkipped(report: ReadReport): void {
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    writeMessage(`${fileName}:${lineNumber}: skipped: ${reason}`);
  }
  const unlistedCount = report.skippedLineCount - report.skippedLines.length;
  if (unlistedCount > 0) writeMessage(`… and ${unlistedCount} more skipped lines`);
  for (const { fileName, reason } of report.unreadFiles) {
    writeMessage(`${fileName}: could not be read: ${reason}`);
    // Scripts must be able to tell missing data from no data.
    process.exitCode = 1;
  }
}

/** Reports files without a single valid line on stderr; they set the exit code to 1. */
export function reportForeign({ foreignFileNames }: ReadReport): void {
  for (const name of foreignFileNames) {
    writeMessage(`${name}: no line is a valid event`);
    process.exitCode = 1;
  }
}
