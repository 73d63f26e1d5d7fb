import { compareText } from "../../shared/compareText.ts";
import { join } from "node:path";
import { dayOverlaps, type InstantRange } from "../../shared/days.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import { sortInTurns } from "../platform/sortInTurns.ts";
import { Turns } from "../platform/turns.ts";
import { fromSortKey, parseFileName, toSortKey, type TelemetryFileName } from "./fileName.ts";

/** A telemetry file at the time the folder was listed. */
export interface StoreFile extends TelemetryFileName {
  readonly path: string;
  readonly byteCount: number;
  readonly modifiedMs: number;
}

/** Keeps Node's thread pool busy without a long queue of calls. */
const STAT_CONCURRENCY = 16;

/**
 * Called for a telemetry file that cannot be examined, such as one that Windows is still deleting.
 */
export type OnUnreadable = (name: TelemetryFileName, reason: Error) => void;

/**
 * Lists the telemetry files that may contain events of the range, judged by their names only, in
 * the order of `compareFileNames`. Ignores anything but regular files. A folder that does not exist
 * counts as empty; throws if it cannot be read. One file that cannot be examined is passed to
 * `onUnreadable` and left out; by default, that throws as well.
 */
export async function listStoreFiles(
  fs: FileSystem,
  directory: string,
  range: InstantRange = {},
  onUnreadable: OnUnreadable = rethrow,
): Promise<readonly StoreFile[]> {
  const files: StoreFile[] = [];
  const turns = new Turns();
  for (const file of await readFileListing(fs, directory, range, onUnreadable)) {
    files.push(file);
    if (turns.isOver) await turns.next();
  }
  return files;
}

/** Like `listStoreFiles`, in a fifth of the memory. */
export async function readFileListing(
  fs: FileSystem,
  directory: string,
  range: InstantRange = {},
  onUnreadable: OnUnreadable = rethrow,
): Promise<FileListing> {
  const listing = new FileListing(directory, await readSortKeys(fs, directory, range));
  const queue = listing.names();
  const examineFromQueue = async () => {
    for (const [index, name] of queue) {
      try {
        const found = await fs.lstat(join(directory, name.name));
        if (found.isFile()) listing.set(index, found.size, found.mtimeMs);
      } catch (error) {
        // Retention in another window may have deleted it.
        if (errorCode(error) !== "ENOENT") onUnreadable(name, toError(error));
      }
    }
  };
  await Promise.all(Array.from({ length: STAT_CONCURRENCY }, examineFromQueue));
  return listing;
}

/** The telemetry files of a folder in the order of `compareFileNames`, in 100 bytes per file. */
export class FileListing implements Iterable<StoreFile> {
  readonly #directory: string;
  readonly #sortKeys: readonly string[];
  /** -1 for files to leave out: not regular, gone, or not examined. */
  readonly #byteCounts: Float64Array;
  readonly #modifiedMs: Float64Array;

  constructor(directory: string, sortKeys: readonly string[]) {
    this.#directory = directory;
    this.#sortKeys = sortKeys;
    this.#byteCounts = new Float64Array(sortKeys.length).fill(-1);
    this.#modifiedMs = new Float64Array(sortKeys.length);
  }

  /** Total size of the listed files. */
  get byteCount(): number {
    return this.#byteCounts.reduce((sum, byteCount) => sum + Math.max(0, byteCount), 0);
  }

  *[Symbol.iterator](): Generator<StoreFile> {
    for (const [index, name] of this.names()) {
      const byteCount = this.#byteCounts[index] ?? -1;
      const modifiedMs = this.#modifiedMs[index] ?? 0;
      if (byteCount < 0) continue;
      yield { ...name, path: join(this.#directory, name.name), byteCount, modifiedMs };
    }
  }

  /** All names with their indexes for `set`. */
  *names(): Generator<[index: number, name: TelemetryFileName]> {
    for (const [index, key] of this.#sortKeys.entries()) yield [index, fromSortKey(key)];
  }

  /** Sets what was found out about a regular file. */
  set(index: number, byteCount: number, modifiedMs: number): void {
    this.#byteCounts[index] = byteCount;
    this.#modifiedMs[index] = modifiedMs;
  }
}

async function readSortKeys(
  fs: FileSystem,
  directory: string,
  range: InstantRange,
): Promise<readonly string[]> {
  const keys: string[] = [];
  const turns = new Turns();
  for (const text of await readFolder(fs, directory)) {
    const name = parseFileName(text);
    if (name !== undefined && dayOverlaps(name.day, range)) keys.push(toSortKey(name));
    if (turns.isOver) await turns.next();
  }
  return sortInTurns(keys, compareText);
}

async function readFolder(fs: FileSystem, directory: string): Promise<readonly string[]> {
  try {
    return await fs.readdir(directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function rethrow(_: TelemetryFileName, reason: Error): never {
  throw reason;
}
