import { createFsFromVolume, Volume } from "memfs";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

const METHODS = [
  ...["chmod", "lstat", "mkdir", "open", "readdir"],
  ...["realpath", "rename", "stat", "unlink"],
];

/** A file system in memory that holds these files, by their absolute paths. */
export function memoryFileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const promises: unknown = createFsFromVolume(Volume.fromJSON({ ...files })).promises;
  if (!isFileSystem(promises)) throw new Error("memfs lacks a method");
  return promises;
}

/** The whole file as text. */
export async function readText(fs: FileSystem, path: string): Promise<string> {
  const handle = await fs.open(path);
  try {
    return (await handle.readFile()).toString();
  } finally {
    await handle.close();
  }
}

function isFileSystem(value: unknown): value is FileSystem {
  if (typeof value !== "object" || value === null) return false;
  return METHODS.every((name) => typeof Reflect.get(value, name) === "function");
}
