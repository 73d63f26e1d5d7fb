import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** No running process uses a folder this old. */
const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000;

/** A private folder inside the system's temporary folder. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Creates a folder whose name starts with `prefix`. First tries to remove folders with that prefix
 * that killed processes left behind more than a day ago.
 */
export async function makeTemporaryFolder(prefix: string, nowMs: number): Promise<TemporaryFolder> {
  await removeLeftovers(prefix, nowMs);
  const path = await mkdtemp(join(tmpdir(), prefix));
  return {
    path,
    // On Windows, a virus scanner may briefly lock a new file.
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
      if (mtimeMs < nowMs - LEFTOVER_AGE_MS) await rm(path, { recursive: true, force: true });
    } catch {
      // It belongs to another user or is already gone.
    }
  }
}
