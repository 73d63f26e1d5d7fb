import { join } from "node:path";
import { dayOverlaps, type InstantRange } from "../../shared/days.ts";
import { compareFileNames, parseFileName, type TelemetryFileName } from "./fileName.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";

/** A telemetry file at the time the folder was listed. */
export interface StoreFile extends TelemetryFileName {
  readonly path: string;
  readonly byteCount: number;
  readonly modifiedMs: number;
}

/** Keeps Node's thread pool busy without a long queue of calls. */
const STAT_CONCURRENCY = 16;

/** Called for a telemetry file that cannot be examined, such as one that is being deleted. */
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
  const names = (await readNames(fs, directory))
    .map((name) => parseFileName(name))
    .filter((parsed) => parsed !== undefined)
    .filter((parsed) => dayOverlaps(parsed.day, range))
    .sort(compareFileNames);
  const files: StoreFile[] = [];
  for (let start = 0; start < names.length; start += STAT_CONCURRENCY) {
    const group = names.slice(start, start + STAT_CONCURRENCY);
    const found = await Promise.all(
      group.map((name) => statFile(fs, directory, name, onUnreadable)),
    );
    files.push(...found.filter((file) => file !== undefined));
  }
  return files;
}

async function readNames(fs: FileSystem, directory: string): Promise<string[]> {
  try {
    return await fs.readdir(directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function statFile(
  fs: FileSystem,
  directory: string,
  name: TelemetryFileName,
  onUnreadable: OnUnreadable,
): Promise<StoreFile | undefined> {
  const path = join(directory, name.name);
  try {
    const found = await fs.lstat(path);
    if (!found.isFile()) return undefined;
    return { ...name, path, byteCount: found.size, modifiedMs: found.mtimeMs };
  } catch (error) {
    // Retention in another window may have deleted it.
    if (errorCode(error) !== "ENOENT") onUnreadable(name, toError(error));
    return undefined;
  }
}

function rethrow(_: TelemetryFileName, reason: Error): never {
  throw reason;
}
