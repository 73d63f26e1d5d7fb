import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of yesterday belongs to no work that is still running. */
const LEFTOVER_MS = 24 * 60 * 60 * 1000;

/** A folder of the system's temporary files that is ours alone. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Makes a folder whose name begins with `prefix`. Those of the same prefix that killed processes
 * left behind more than a day ago go first, as far as that works.
 */
export async function makeTemporaryFolder(prefix: string, nowMs: number): Promise<TemporaryFolder> {
  await removeLeftovers(prefix, nowMs);
  const path = await mkdtemp(join(tmpdir(), prefix));
  return {
    path,
    // On Windows a virus scanner may hold a fresh file for a moment.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function removeLeftovers(prefix: string, nowMs: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(prefix) || !/^[A-Za-z0-9]{6}$/.test(name.slice(prefix.length))) continue;
    const path = join(tmpdir(), name);
    try {
      const { mtimeMs } = await lstat(path);
      if (mtimeMs < nowMs - LEFTOVER_MS) await rm(path, { recursive: true, force: true });
    } catch {
      // It is another user's, or gone by now.
    }
  }
}
