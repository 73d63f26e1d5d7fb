import type { promises } from "node:fs";

/** The subset of `node:fs/promises` in use, so that tests can pass memfs or inject faults. */
export type FileSystem = Pick<
  typeof promises,
  "lstat" | "mkdir" | "open" | "readdir" | "realpath" | "rename" | "stat" | "unlink"
>;

/** The code of a Node.js system error, such as "ENOENT". */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Wraps a thrown value in an Error unless it already is one. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
