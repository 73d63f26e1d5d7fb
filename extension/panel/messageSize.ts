import { MAX_PAGE_BYTES } from "../../shared/protocol/values.ts";

/** As many of the rows as fit into one message, or into `maxBytes` of it, but at least one. */
export function withinMessage<T>(rows: readonly T[], maxBytes = MAX_PAGE_BYTES): T[] {
  let byteCount = 0;
  const fitting = rows.findIndex((row) => {
    byteCount += messageBytes(row);
    return byteCount > maxBytes;
  });
  return rows.slice(0, fitting === -1 ? rows.length : Math.max(1, fitting));
}

/** What a row takes of a message. */
export function messageBytes(row: unknown): number {
  return Buffer.byteLength(JSON.stringify(row)) + 1;
}
