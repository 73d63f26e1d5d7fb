import { createFsFromVolume, Volume } from "memfs";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

const USED_FUNCTIONS: readonly (keyof FileSystem)[] = [
  "lstat",
  "mkdir",
  "open",
  "readdir",
  "realpath",
  "rename",
  "stat",
  "unlink",
];

/** An empty file system in memory, with an empty folder /tmp. */
export function createMemoryFileSystem(): FileSystem {
  const { promises } = createFsFromVolume(Volume.fromJSON({ "/tmp": null }));
  if (!isFileSystem(promises)) throw new Error("memfs lacks a function that the sources use");
  return promises;
}

/** Its functions behave like those of Node, but have other types. */
function isFileSystem(value: object): value is FileSystem {
  return USED_FUNCTIONS.every((name) => typeof Reflect.get(value, name) === "function");
}
