import type { promises } from "node:fs";

/** The part of `node:fs/promises` that the store and the export use; tests pass memfs or faults. */
export type FileSystem = Pick<
  typeof promises,
  "lstat" | "mkdir" | "open" | "readdir" | "realpath" | "rename" | "stat" | "unlink"
>;

/** The code of a Node system error, such as "ENOENT". */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** An Error for whatever was thrown. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
