import { dirname } from "node:path";
import { createAtomicFile } from "./atomicFile.ts";
import { errorCode, type FileSystem } from "./fileSystem.ts";
import { closeQuietly, openRegularFile, readBytes } from "./regularFile.ts";

/**
 * Reads a small file as text, cut off after `maxBytes`. Undefined if it does not exist; throws if
 * it cannot be read or is not a regular file.
 */
export async function readWholeFile(
  fs: FileSystem,
  path: string,
  maxBytes: number,
): Promise<string | undefined> {
  try {
    const handle = await openRegularFile(fs, path);
    try {
      const { size } = await handle.stat();
      return (await readBytes(handle, 0, Math.min(size, maxBytes))).toString();
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Replaces a file atomically, creating its folder if needed; both readable by the user only. */
export async function replaceWholeFile(
  fs: FileSystem,
  path: string,
  text: string,
  nowMs: number,
): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await createAtomicFile(fs, path, nowMs);
  try {
    await file.write(Buffer.from(text));
    await file.commit();
  } finally {
    await file.discard();
  }
}
