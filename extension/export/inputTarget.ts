import { basename, dirname, join } from "node:path";
import type { Stats } from "node:fs";
import type { FileSystem } from "../platform/fileSystem.ts";
import { parseFileName } from "../store/fileName.ts";

/**
 * Whether a file written to `path` would be read by the next export of `directory`, which replaces
 * a telemetry file or adds one. Follows links.
 */
export async function isInput(fs: FileSystem, directory: string, path: string): Promise<boolean> {
  const real = await realPathOf(fs, path);
  if (parseFileName(basename(real)) === undefined) return false;
  try {
    const [folder, exported] = await Promise.all([fs.stat(dirname(real)), fs.stat(directory)]);
    return folder.ino === exported.ino && folder.dev === exported.dev;
  } catch {
    // A folder that cannot be examined cannot be written or read either.
    return false;
  }
}

/** Whether an open file is a telemetry file of `directory`, as if a shell appends to one. */
export async function isOpenInput(
  fs: FileSystem,
  directory: string,
  open: Stats,
): Promise<boolean> {
  if (!open.isFile()) return false;
  const names = await fs.readdir(directory).catch(() => []);
  for (const name of names) {
    if (parseFileName(name) === undefined) continue;
    const found = await fs.stat(join(directory, name)).catch(() => undefined);
    if (found?.ino === open.ino && found.dev === open.dev) return true;
  }
  return false;
}

/** Of a path whose last part may not exist yet. */
async function realPathOf(fs: FileSystem, path: string): Promise<string> {
  try {
    return await fs.realpath(path);
  } catch {
    const folder = await fs.realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  }
}
