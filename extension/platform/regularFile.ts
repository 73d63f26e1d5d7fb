import type { FileHandle } from "node:fs/promises";
import type { FileSystem } from "./fileSystem.ts";
import { READ_FLAGS } from "./openFlags.ts";

/** Opens a file for reading; throws where it is a link, a pipe or anything else but a file. */
export async function openRegularFile(fs: FileSystem, path: string): Promise<FileHandle> {
  const handle = await fs.open(path, READ_FLAGS);
  try {
    if ((await handle.stat()).isFile()) return handle;
    throw new Error("it is no regular file");
  } catch (error) {
    await closeQuietly(handle);
    throw error;
  }
}

/** What was read stays read, whether or not the file can be closed. */
export async function closeQuietly(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined);
}

/** The bytes of `[offset, offset + byteCount)`; fewer where the file ends before. */
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
