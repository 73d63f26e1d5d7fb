import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import { parseUtcDay } from "../../../shared/days.ts";
import type { FileRow } from "../../../shared/protocol/values.ts";

/** The row of a file by its number, which is also its session ID. */
export function fileRow(number: number, change: Partial<FileRow> = {}): FileRow {
  const session8 = number.toString(16).padStart(8, "0");
  const day = parseUtcDay("2026-11-17");
  if (day === undefined) throw new Error("The day is invalid.");
  return {
    fileName: `telemetry-2026-11-17-${session8}.jsonl`,
    day,
    session8,
    segment: 0,
    byteCount: 1_536,
    eventCount: 12,
    errorCount: 3,
    skippedLineCount: 0,
    skippedLines: [],
    misfiledEventCount: 0,
    frequentEvents: [],
    isBeingWritten: false,
    ...change,
  };
}

export interface StoredFiles {
  rows: FileRow[];
  /** The most rows in one response. */
  maxRows: number;
  readonly answers: Pick<RequestHandlers, "listFiles">;
}

/** A host that answers immediately. */
export function storeFiles(count: number): StoredFiles {
  const stored: StoredFiles = {
    rows: Array.from({ length: count }, (_, number) => fileRow(number)),
    maxRows: 500,
    answers: {
      listFiles: ({ offset, limit, isDescending }) => {
        const rows = isDescending ? stored.rows.toReversed() : stored.rows;
        return Promise.resolve({
          fileCount: rows.length,
          rows: rows.slice(offset, offset + Math.min(limit, stored.maxRows)),
        });
      },
    },
  };
  return stored;
}
