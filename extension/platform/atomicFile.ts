import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode, toError, type FileSystem } from "./fileSystem.ts";
import { abortable } from "./abortable.ts";
import type { ByteSink } from "./byteSink.ts";

/** A file that appears at its path only once it is complete. */
export interface AtomicFile extends ByteSink {
  /**
   * Syncs the bytes to disk and moves the file to its path, replacing any existing file. Throws the
   * signal's reason once it is aborted, except during the final rename, which is atomic.
   */
  commit(signal?: AbortSignal): Promise<void>;
  /** Removes the temporary file and leaves the target unchanged. No-op after `commit`. */
  discard(): Promise<void>;
}

/** On Windows, a virus scanner or an indexer may briefly lock a new file. */
const RENAME_RETRY_DELAYS_MS = [50, 100, 200, 400, 800, 1_600];
const TRANSIENT_CODES = new Set(["EPERM", "EACCES", "EBUSY"]);

/** A name of the maximum length, 255 bytes, leaves no room for the temporary suffix. */
const MAX_PREFIX_LENGTH = 40;

/** Events are private to the user. An existing file keeps its mode when it is replaced. */
const NEW_FILE_MODE = 0o600;

/** No running export has a temporary file this old. */
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/**
 * Opens a temporary file next to `path`. Follows links, so the linked file is replaced rather than
 * the link. First removes leftovers of killed exports to the same path.
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
  let handle: FileHandle | undefined;
  try {
    handle = await fs.open(temporary, "wx", NEW_FILE_MODE);
  } catch (error) {
    throw failureOf(error, temporary, target, describeRefusedCreation(errorCode(error), target));
  }

  const close = async () => {
    const open = handle;
    handle = undefined;
    await open?.close();
  };

  return {
    async write(bytes) {
      for (let written = 0; written < bytes.length;) {
        if (handle === undefined) throw new Error(`${target} is closed`);
        const { bytesWritten } = await handle.write(bytes, written);
        if (bytesWritten === 0) throw new Error(`${target} accepts no more bytes`);
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
        // Unlink first: closing waits for a pending write, which may hang.
        await undefinedIfMissing(fs.unlink(temporary));
      } finally {
        await close();
      }
    },
  };
}

const SUFFIX = ".tmp";

/** The failure in terms of the target, because users don't know about the temporary file. */
function failureOf(
  error: unknown,
  temporary: string,
  target: string,
  description: string | undefined,
): Error {
  const { message } = toError(error);
  const code = errorCode(error);
  const failure = new Error(description ?? message.replaceAll(temporary, target), { cause: error });
  return code === undefined ? failure : Object.assign(failure, { code });
}

function describeRefusedCreation(code: string | undefined, target: string): string | undefined {
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `The export needs to create a file in ${dirname(target)}, which is not allowed (${code}). Choose another folder.`;
    default:
      return undefined;
  }
}

/** The folder is writable, so the target is the problem; on Windows, it may be open elsewhere. */
function describeRefusedRename(code: string | undefined): string | undefined {
  return TRANSIENT_CODES.has(code ?? "")
    ? `It cannot be replaced because it is in use, protected, or a mount point (${code}). Choose another file.`
    : undefined;
}

/** Refuses targets that a rename would destroy: devices, pipes, folders and broken links. */
async function resolveTarget(
  fs: FileSystem,
  path: string,
): Promise<{ readonly target: string; readonly mode?: number }> {
  const target = await undefinedIfMissing(fs.realpath(path));
  if (target === undefined) {
    if ((await undefinedIfMissing(fs.lstat(path))) === undefined) return { target: path };
    throw new Error(`${path} is a broken link`);
  }
  const found = await fs.stat(target);
  if (!found.isFile()) throw new Error(`${path} is not a regular file`);
  return { target, mode: found.mode & 0o777 };
}

async function undefinedIfMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Best effort: a leftover that cannot be removed must not fail this export. */
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
      if (mtimeMs < nowMs - LEFTOVER_AGE_MS) await fs.unlink(path);
    } catch {
      // Another export may have removed it, or just moved it to its target.
    }
  }
}

async function renameWithRetry(
  fs: FileSystem,
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const delayMs of [...RENAME_RETRY_DELAYS_MS, undefined]) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (delayMs === undefined || !TRANSIENT_CODES.has(errorCode(error) ?? "")) {
        throw failureOf(error, from, to, describeRefusedRename(errorCode(error)));
      }
      await abortable(new Promise((resolve) => setTimeout(resolve, delayMs)), signal);
    }
  }
}
