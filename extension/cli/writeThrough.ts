import { constants, fstat, promises as fs, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { promisify } from "node:util";
import type { ExportDestination, ExportTarget } from "../export/exportJob.ts";
import { resultStream, writeTo } from "./output.ts";

/** As many links as Linux follows. */
const MAX_LINKS = 40;

const DESCRIPTOR_PATH = /^\/(?:dev|proc\/(?:self|thread-self))\/fd\/(\d+)$/;

const STANDARD_STREAMS: Readonly<Record<string, number>> = {
  "-": 1,
  "/dev/stdout": 1,
  "/dev/stderr": 2,
};

/**
 * The open file descriptor that `output` names, such as 1 for "-" or /dev/stdout; undefined for
 * other paths. Opening such a path again would start at the beginning of the file behind it.
 */
export async function descriptorOf(output: string): Promise<number | undefined> {
  let path = output === "-" ? output : resolve(output);
  for (let linkCount = 0; linkCount < MAX_LINKS; linkCount++) {
    const number = DESCRIPTOR_PATH.exec(path)?.[1];
    const descriptor = number === undefined ? STANDARD_STREAMS[path] : Number(number);
    if (descriptor !== undefined) return descriptor;
    const link = await fs.readlink(path).catch(() => undefined);
    if (link === undefined) return undefined;
    path = resolve(dirname(path), link);
  }
  return undefined;
}

/** What is open at the descriptor; undefined if nothing is. */
export async function statDescriptor(descriptor: number): Promise<Stats | undefined> {
  return promisify(fstat)(descriptor).catch(() => undefined);
}

/** Writes to an open file descriptor where it is, and leaves it open. */
export function descriptorTarget(descriptor: number, name: string): ExportTarget {
  return {
    name,
    isAtomic: false,
    begin: () => Promise.resolve(destinationOf(resultStream(descriptor), false)),
  };
}

/** Writes to a pipe or device; undefined for a regular file or one that does not exist. */
export async function specialFileTarget(path: string): Promise<ExportTarget | undefined> {
  const found = await fs.stat(path).catch(() => undefined);
  if (found === undefined || found.isFile() || found.isDirectory()) return undefined;
  return {
    name: path,
    isAtomic: false,
    begin: async () => {
      // Connecting would need a network module, and none is used (SECURITY.md).
      if (found.isSocket()) throw new Error(SOCKET_REASON);
      return destinationOf(await openSpecialFile(path), true);
    },
  };
}

const SOCKET_REASON =
  "It is a socket, which cannot be opened. Use --output - and pipe it to a program that connects to it.";

async function openSpecialFile(path: string): Promise<Writable> {
  // Neither created nor truncated, unlike with "w".
  const handle = await fs.open(path, constants.O_WRONLY | constants.O_NOCTTY);
  return handle.createWriteStream();
}

function destinationOf(stream: Writable, isOwned: boolean): ExportDestination {
  // Each write reports its own error.
  stream.on("error", () => undefined);
  return {
    write: (bytes) => writeTo(stream, bytes),
    commit: async () => {
      if (!isOwned) return;
      stream.end();
      await finished(stream);
    },
    discard: () => {
      if (isOwned) stream.destroy();
      return Promise.resolve();
    },
  };
}
