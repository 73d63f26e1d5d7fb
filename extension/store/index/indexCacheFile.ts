import { createAtomicFile } from "../../platform/atomicFile.ts";
import type { Clock } from "../../platform/clock.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import type { IndexCache } from "./indexCache.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";

/** An entry has a few hundred bytes, 12 KB at most; a larger file cannot be a valid index. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Stores an index in a file, which is replaced atomically. */
export function createIndexCacheFile(
  fs: FileSystem,
  clock: Pick<Clock, "nowMs">,
  path: string,
): IndexCache {
  return {
    load: async () => {
      try {
        const handle = await openRegularFile(fs, path);
        try {
          const { size } = await handle.stat();
          if (size > MAX_BYTES) throw new Error(`${path} is too large to be an index`);
          return await handle.readFile("utf8");
        } finally {
          await closeQuietly(handle);
        }
      } catch (error) {
        if (errorCode(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    save: async (text) => {
      const file = await createAtomicFile(fs, path, clock.nowMs());
      try {
        await file.write(Buffer.from(text));
        await file.commit();
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
  };
}
