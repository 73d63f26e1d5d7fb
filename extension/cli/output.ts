import type { ReadReport } from "../store/reading/readReport.ts";

/** Prints one line of JSON. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Prints an aligned table: the first column to the left, the others to the right. */
export function writeTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) =>
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

/** Reports skipped lines and unreadable files on stderr; the latter set the exit code to 1. */
export function reportSkipped(report: ReadReport): void {
  for (const { fileName, lineNumber, reason } of report.skippedLines) {
    process.stderr.write(`${fileName}:${lineNumber}: skipped: ${reason}\n`);
  }
  const unlistedCount = report.skippedLineCount - report.skippedLines.length;
  if (unlistedCount > 0) process.stderr.write(`… and ${unlistedCount} more skipped lines\n`);
  for (const { fileName, reason } of report.unreadFiles) {
    process.stderr.write(`${fileName}: could not be read: ${reason}\n`);
    // Scripts must be able to tell missing data from no data.
    process.exitCode = 1;
  }
}
