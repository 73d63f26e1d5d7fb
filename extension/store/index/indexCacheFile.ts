import { createAtomicFile } from "../../platform/atomicFile.ts";
import type { Clock } from "../../platform/clock.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import type { IndexCache } from "./indexCache.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";

/** What is larger is not worth reading: an entry has a few hundred bytes, and 12 KB at most. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Keeps an index in a file, which is replaced as a whole. */
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
          if (size > MAX_BYTES) throw new Error(`${path} is larger than any index`);
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
