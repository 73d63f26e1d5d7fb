import type { FileHandle } from "node:fs/promises";
import { toError } from "../../platform/fileSystem.ts";

/** A failed append. */
export interface AppendFailure {
  readonly error: Error;
  /** Bytes that the system reported as written. */
  readonly writtenBytes: number;
}

/** Appends all bytes and verifies the file size. Returns undefined on success. */
export async function appendAll(
  handle: FileHandle,
  payload: Buffer,
  startBytes: number,
): Promise<AppendFailure | undefined> {
  let writtenBytes = 0;
  try {
    while (writtenBytes < payload.length) {
      const { bytesWritten } = await handle.write(payload, writtenBytes);
      if (bytesWritten === 0) throw new Error("The disk accepted no bytes");
      writtenBytes += bytesWritten;
    }
    const { size } = await handle.stat();
    // A larger size means that another program appended too, which the next reopen notices.
    const expected = startBytes + payload.length;
    if (size >= expected) return undefined;
    return {
      error: new Error(`The file has ${size} bytes after an append, expected ${expected}`),
      writtenBytes: Math.max(0, size - startBytes),
    };
  } catch (error) {
    return { error: toError(error), writtenBytes };
  }
}

/** The size of the file; undefined if it cannot be determined. */
export async function sizeOf(handle: FileHandle): Promise<number | undefined> {
  try {
    return (await handle.stat()).size;
  } catch {
    return undefined;
  }
}

/**
 * Truncates the file to a size that it has or exceeds. Returns the resulting size, which is larger
 * if truncating failed; undefined if the size is unknown too.
 */
export async function truncateTo(
  handle: FileHandle,
  byteCount: number,
): Promise<number | undefined> {
  let truncatedBytes: number | undefined;
  try {
    await handle.truncate(byteCount);
    truncatedBytes = byteCount;
  } catch {
    // The size below shows the result.
  }
  return (await sizeOf(handle)) ?? truncatedBytes;
}
