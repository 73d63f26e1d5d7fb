import * as nodeFs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

const CALLS = ["lstat", "mkdir", "readdir", "realpath", "rename", "stat", "unlink"] as const;

/**
 * The real disk with synchronous calls. Sweeps make hundreds of thousands of calls, each of which
 * would otherwise wait for another thread.
 */
export function createPromptFileSystem(): FileSystem {
  const calls = CALLS.map((name) => [name, prompt(Reflect.get(nodeFs, `${name}Sync`) as Call)]);
  const open = prompt((...args) => openHandle(...(args as Parameters<typeof nodeFs.openSync>)));
  return { ...Object.fromEntries(calls), open } as FileSystem;
}

type Call = (...args: readonly unknown[]) => unknown;

function prompt(call: Call): (...args: readonly unknown[]) => Promise<unknown> {
  // Rejects instead of throwing.
  return async (...args) => Promise.resolve(call(...args));
}

function openHandle(...args: Parameters<typeof nodeFs.openSync>): FileHandle {
  const fd = nodeFs.openSync(...args);
  const onFd = (name: "fstat" | "ftruncate" | "fsync" | "close") =>
    prompt((...rest) => (nodeFs[`${name}Sync`] as Call)(fd, ...rest));
  const handle = {
    fd,
    stat: onFd("fstat"),
    truncate: onFd("ftruncate"),
    sync: onFd("fsync"),
    close: onFd("close"),
    readFile: prompt((options) => nodeFs.readFileSync(fd, options as "utf8")),
    read: prompt((...rest) => ({
      bytesRead: (nodeFs.readSync as Call)(fd, ...rest),
    })),
    write: prompt((...rest) => ({
      bytesWritten: (nodeFs.writeSync as Call)(fd, ...rest),
    })),
  };
  // The store uses only these members of a handle; the rest of the class would be dead code here.
  return handle as unknown as FileHandle;
}
