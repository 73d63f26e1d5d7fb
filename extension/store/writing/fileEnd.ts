import type { FileHandle } from "node:fs/promises";
import { toError } from "../../platform/fileSystem.ts";

/** An append that did not work out. */
export interface AppendFailure {
  readonly error: Error;
  /** Bytes that are on disk as far as the system said. */
  readonly writtenBytes: number;
}

/** Appends all bytes and checks by the size that they are there; undefined where they are. */
export async function appendAll(
  handle: FileHandle,
  payload: Buffer,
  startBytes: number,
): Promise<AppendFailure | undefined> {
  let writtenBytes = 0;
  try {
    while (writtenBytes < payload.length) {
      const { bytesWritten } = await handle.write(payload, writtenBytes);
      if (bytesWritten === 0) throw new Error("The disk took no bytes");
      writtenBytes += bytesWritten;
    }
    const { size } = await handle.stat();
    // Larger means that something else appended as well; the next reopening notices that.
    const expected = startBytes + payload.length;
    if (size >= expected) return undefined;
    return {
      error: new Error(`The file has ${size} bytes after an append that ended at ${expected}`),
      writtenBytes: Math.max(0, size - startBytes),
    };
  } catch (error) {
    return { error: toError(error), writtenBytes };
  }
}

/** Undefined where the system does not tell. */
export async function sizeOf(handle: FileHandle): Promise<number | undefined> {
  try {
    return (await handle.stat()).size;
  } catch {
    return undefined;
  }
}

/**
 * Cuts the file to a size that it has or exceeds, and gives its size afterwards, which is larger
 * where it could not be cut; undefined where neither is known.
 */
export async function cutTo(handle: FileHandle, byteCount: number): Promise<number | undefined> {
  let cutBytes: number | undefined;
  try {
    await handle.truncate(byteCount);
    cutBytes = byteCount;
  } catch {
    // The size tells what became of it.
  }
  return (await sizeOf(handle)) ?? cutBytes;
}
