import type { StoreFile } from "../storeFiles.ts";
import type { Line } from "./lineReader.ts";

/** Far longer than a write takes; a tail that is older was left by a process that was killed. */
const WRITE_MS = 10_000;

/** The start of a JSON object on one line. */
const UNFINISHED_OBJECT = /^\{[^\r\0]*$/;

/**
 * Whether a line that is not valid may still be being written by another window: it is the last
 * one, lacks its LF, and its file was modified a moment before `nowMs`.
 */
export function isUnfinishedTail(line: Line, file: StoreFile, nowMs: number): boolean {
  return (
    line.offset + line.byteCount === file.byteCount &&
    Math.abs(nowMs - file.modifiedMs) < WRITE_MS &&
    UNFINISHED_OBJECT.test(line.text)
  );
}
