import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode, type FileSystem } from "./fileSystem.ts";
import { abortable } from "./abortable.ts";
import type { ByteSink } from "./byteSink.ts";

/** A file that takes its place only once it is whole. */
export interface AtomicFile extends ByteSink {
  /**
   * Brings the bytes to the disk and puts the file where it belongs, over an older one. Throws the
   * signal's reason once it is aborted, but for the last step: that one is done or not done.
   */
  commit(signal?: AbortSignal): Promise<void>;
  /** Leaves the place as it was, with nothing left over. Does nothing after `commit`. */
  discard(): Promise<void>;
}

/** On Windows a virus scanner or an indexer may hold a fresh file for a moment. */
const RENAME_WAITS_MS = [50, 100, 200, 400, 800, 1_600];
const PASSING_CODES = new Set(["EPERM", "EACCES", "EBUSY"]);

/** A name of the longest kind, 255 bytes, leaves no room for what a temporary name adds. */
const MAX_PREFIX_LENGTH = 40;

/** Events are the user's own; a file that is replaced keeps the rights it has. */
const NEW_FILE_MODE = 0o600;

/** A temporary file this old belongs to no export that is still running. */
const LEFTOVER_MS = 60 * 60 * 1000;

/**
 * Opens a temporary file beside `path`; links are followed, so that the file behind one is
 * replaced and not the link. Leftovers of exports to the same place that were killed go first.
 */
export async function createAtomicFile(
  fs: FileSystem,
  path: string,
  nowMs: number,
): Promise<AtomicFile> {
  const { target, mode } = await resolveTarget(fs, path);
  const prefix = `.${basename(target).slice(0, MAX_PREFIX_LENGTH)}.`;
  await removeLeftovers(fs, dirname(target), prefix, nowMs);
  const temporary = join(dirname(target), `${prefix}${randomBytes(6).toString("hex")}${SUFFIX}`);
  let handle: FileHandle | undefined = await fs.open(temporary, "wx", NEW_FILE_MODE);

  const close = async () => {
    const open = handle;
    handle = undefined;
    await open?.close();
  };

  return {
    async write(bytes) {
      for (let written = 0; written < bytes.length;) {
        if (handle === undefined) throw new Error(`${temporary} is closed`);
        const { bytesWritten } = await handle.write(bytes, written);
        if (bytesWritten === 0) throw new Error(`${temporary} takes no more bytes`);
        written += bytesWritten;
      }
    },
    async commit(signal) {
      if (mode !== undefined) await abortable(handle?.chmod(mode) ?? Promise.resolve(), signal);
      await abortable(handle?.sync() ?? Promise.resolve(), signal);
      await abortable(close(), signal);
      await renameWithRetry(fs, temporary, target, signal);
    },
    async discard() {
      try {
        // First, since closing waits for a write that may hang.
        await ifThere(fs.unlink(temporary));
      } finally {
        await close();
      }
    },
  };
}

const SUFFIX = ".tmp";

/** Refuses what a rename would destroy: a device, a pipe, a folder, a link that leads nowhere. */
async function resolveTarget(
  fs: FileSystem,
  path: string,
): Promise<{ readonly target: string; readonly mode?: number }> {
  const target = await ifThere(fs.realpath(path));
  if (target === undefined) {
    if ((await ifThere(fs.lstat(path))) === undefined) return { target: path };
    throw new Error(`${path} is a link that leads nowhere`);
  }
  const found = await fs.stat(target);
  if (!found.isFile()) throw new Error(`${path} is no regular file`);
  return { target, mode: found.mode & 0o777 };
}

/** Undefined where there is no such file. */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** As far as that works: what cannot be removed now does not keep this export from its place. */
async function removeLeftovers(
  fs: FileSystem,
  directory: string,
  prefix: string,
  nowMs: number,
): Promise<void> {
  const names = await fs.readdir(directory).catch(() => []);
  for (const name of names) {
    const isOurs = name.startsWith(prefix) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(prefix.length));
    if (!isOurs) continue;
    const path = join(directory, name);
    try {
      const { mtimeMs } = await fs.lstat(path);
      if (mtimeMs < nowMs - LEFTOVER_MS) await fs.unlink(path);
    } catch {
      // Another export may have removed it, or just put it in its place.
    }
  }
}

async function renameWithRetry(
  fs: FileSystem,
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const waitMs of [...RENAME_WAITS_MS, undefined]) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (waitMs === undefined || !PASSING_CODES.has(errorCode(error) ?? "")) throw error;
      await abortable(new Promise((resolve) => setTimeout(resolve, waitMs)), signal);
    }
  }
}
