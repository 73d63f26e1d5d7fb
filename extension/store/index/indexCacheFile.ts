import type { Clock } from "../../platform/clock.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { readWholeFile, replaceWholeFile } from "../../platform/wholeFile.ts";
import type { IndexCache } from "./indexCache.ts";

/**
 * An entry has a few hundred bytes, 12 KB at most. A longer file is cut off, which makes it
 * invalid.
 */
const MAX_BYTES = 64 * 1024 * 1024;

/** Stores an index in a file, which is replaced atomically. */
export function createIndexCacheFile(
  fs: FileSystem,
  clock: Pick<Clock, "nowMs">,
  path: string,
): IndexCache {
  return {
    load: () => readWholeFile(fs, path, MAX_BYTES),
    save: (text) => replaceWholeFile(fs, path, text, clock.nowMs()),
  };
}
