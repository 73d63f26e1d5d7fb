import type { ReadReport } from "../store/reading/readReport.ts";

/** One line of JSON on standard output. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** The first column to the left, numbers to the right. */
export function writeTable(
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

/** Names what was passed over, on standard error; a file that was not read is a failure. */
export function reportSkipped(report: ReadReport): void {
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
