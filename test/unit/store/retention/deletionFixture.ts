import type { FileSummary } from "../../../../extension/store/index/fileSummary.ts";
import { parseFileName } from "../../../../extension/store/fileName.ts";

/** The summary of a file. `changes` replace properties of the file. */
export function summaryOf(
  day: string,
  session8 = "aaaaaaaa",
  changes: Partial<FileSummary["file"]> = {},
): FileSummary {
  const name = `telemetry-${day}-${session8}.jsonl`;
  const parsed = parseFileName(name);
  if (parsed === undefined) throw new Error(`${name} is not the name of a telemetry file.`);
  return {
    file: { ...parsed, path: `/store/${name}`, byteCount: 100, modifiedMs: 0, ...changes },
    eventCount: 3,
    errorCount: 0,
    misfiledEventCount: 0,
    misfiledErrorCount: 0,
    frequentEvents: [],
    skippedLineCount: 0,
    skippedLines: [],
  };
}
