import type { FileHandle } from "node:fs/promises";
import type { EventRow } from "../../../shared/event.ts";
import { readBytes } from "../../platform/regularFile.ts";
import { decodeLine } from "../lineCodec.ts";
import { MAX_LINE_BYTES } from "../reading/lineReader.ts";
import type { LineLocation } from "../lineLocation.ts";

const LF = 0x0a;
const BOM = Buffer.from("\uFEFF");

/** An event read back from its line. */
export interface EventLine {
  readonly row: EventRow;
  readonly timeMs: number;
  readonly text: string;
}

/** Bytes of a file, starting at `offset`. */
interface FileRange {
  readonly bytes: Buffer;
  readonly offset: number;
}

/**
 * Reads the events exactly at these locations; undefined for each location that is not a complete
 * line with an event. The locations must be in one file and sorted by offset. They are read in one
 * go, so they should be close together.
 */
export async function readEventLines(
  handle: FileHandle,
  locations: readonly LineLocation[],
): Promise<readonly (EventLine | undefined)[]> {
  const valid = locations.filter(isValidLocation);
  const [first] = valid;
  const last = valid.at(-1);
  if (first === undefined || last === undefined) return locations.map(() => undefined);
  // The surrounding bytes show whether the lines are complete.
  const start = Math.max(0, first.offset - BOM.length);
  const end = last.offset + last.byteCount + 1;
  const range = { bytes: await readBytes(handle, start, end - start), offset: start };
  return locations.map((location) =>
    isValidLocation(location) ? decodeAt(range, location) : undefined,
  );
}

function isValidLocation({ offset, byteCount }: LineLocation): boolean {
  return (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(byteCount) &&
    offset >= 0 &&
    byteCount > 0 &&
    byteCount <= MAX_LINE_BYTES
  );
}

function decodeAt({ bytes, offset }: FileRange, location: LineLocation): EventLine | undefined {
  const start = location.offset - offset;
  const end = start + location.byteCount;
  if (end > bytes.length || !isLineStart(bytes, start, location.offset)) return undefined;
  const lf = bytes.indexOf(LF, start);
  // Only the last line of the file has no LF.
  if (lf === -1 ? end < bytes.length : lf !== end) return undefined;
  const text = bytes.toString("utf8", start, end);
  const decoded = decodeLine(text);
  return decoded.kind === "event" ? { row: decoded.row, timeMs: decoded.timeMs, text } : undefined;
}

function isLineStart(bytes: Buffer, start: number, offset: number): boolean {
  if (offset === 0 || bytes[start - 1] === LF) return true;
  return offset === BOM.length && bytes.subarray(0, start).equals(BOM);
}
