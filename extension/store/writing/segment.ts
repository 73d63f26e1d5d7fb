import type { FileHandle } from "node:fs/promises";
import { WRITE_FLAGS } from "../../platform/openFlags.ts";
import { closeQuietly } from "../../platform/regularFile.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { truncateTo } from "./fileEnd.ts";

/** A file that this session created, and its size after the last append. */
export interface Segment {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  byteCount: number;
}

/** A segment, open for appending. */
export interface OpenSegment {
  readonly segment: Segment;
  readonly handle: FileHandle;
}

/** The members of `Stats` that identify a file. */
interface FoundFile {
  readonly dev: number;
  readonly ino: number;
  isFile(): boolean;
}

/** Whether it is the file that this session created, whatever its size. */
export function isSegment({ device, inode }: Segment, found: FoundFile): boolean {
  return found.dev === device && found.ino === inode && found.isFile();
}

/**
 * Truncates the file, through a second handle if necessary. Returns the resulting size, which is
 * larger if truncating failed; undefined if the size is unknown too.
 */
export async function truncateSegment(
  fs: FileSystem,
  { segment, handle }: OpenSegment,
  byteCount: number,
): Promise<number | undefined> {
  const size = await truncateTo(handle, byteCount);
  if (size === byteCount) return size;
  const writable = await openForTruncating(fs, segment, byteCount);
  if (writable === undefined) return size;
  try {
    return (await truncateTo(writable, byteCount)) ?? size;
  } finally {
    await closeQuietly(writable);
  }
}

/** Deletes the file. Returns false if that fails, or if another file has taken its place. */
export async function removeSegment(fs: FileSystem, segment: Segment): Promise<boolean> {
  try {
    if (!isSegment(segment, await fs.lstat(segment.path))) return false;
    await fs.unlink(segment.path);
    return true;
  } catch {
    return false;
  }
}

/** Undefined if the file cannot be opened, is another one, or is shorter than `byteCount`. */
async function openForTruncating(
  fs: FileSystem,
  segment: Segment,
  byteCount: number,
): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await fs.open(segment.path, WRITE_FLAGS);
  } catch {
    return undefined;
  }
  try {
    const found = await handle.stat();
    if (isSegment(segment, found) && found.size >= byteCount) return handle;
  } catch {
    // An unknown file must not be truncated.
  }
  await closeQuietly(handle);
  return undefined;
}
