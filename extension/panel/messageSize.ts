import { MAX_PAGE_BYTES } from "../../shared/protocol/values.ts";

/** The leading rows that fit into one message, or into `maxBytes`, but at least one. */
export function fitIntoMessage<T>(rows: readonly T[], maxBytes = MAX_PAGE_BYTES): T[] {
  let byteCount = 0;
  const fitting = rows.findIndex((row) => {
    byteCount += messageBytes(row);
    return byteCount > maxBytes;
  });
  return rows.slice(0, fitting === -1 ? rows.length : Math.max(1, fitting));
}

/** Bytes that a row takes up in a message. */
export function messageBytes(row: unknown): number {
  return Buffer.byteLength(JSON.stringify(row)) + 1;
}
