import type { FileHandle } from "node:fs/promises";
import type { FileSystem } from "./fileSystem.ts";
import { READ_FLAGS } from "./openFlags.ts";

/** Opens a file for reading. Throws if it is a link, a pipe or anything but a regular file. */
export async function openRegularFile(fs: FileSystem, path: string): Promise<FileHandle> {
  const handle = await fs.open(path, READ_FLAGS);
  try {
    if ((await handle.stat()).isFile()) return handle;
    throw new Error("it is not a regular file");
  } catch (error) {
    await closeQuietly(handle);
    throw error;
  }
}

/** Ignores errors, since failing to close does not invalidate what was read. */
export async function closeQuietly(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined);
}

/** The bytes `[offset, offset + byteCount)`; fewer if the file ends first. */
export async function readBytes(
  handle: FileHandle,
  offset: number,
  byteCount: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(byteCount);
  let length = 0;
  while (length < byteCount) {
    const { bytesRead } = await handle.read(bytes, length, byteCount - length, offset + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
