import type { QueryState } from "../../shared/protocol/values.ts";

/** The state of a query that has neither scanned nor found anything, with changes. */
export function queryState(change: Partial<QueryState> = {}): QueryState {
  return {
    queryId: 1,
    matchedCount: 0,
    scannedCount: 0,
    readBytes: 0,
    totalBytes: 0,
    skippedLineCount: 0,
    unreadFileCount: 0,
    ...change,
  };
}
