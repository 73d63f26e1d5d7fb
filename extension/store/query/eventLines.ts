import type { FileHandle } from "node:fs/promises";
import type { EventRow } from "../../../shared/event.ts";
import { readBytes } from "../../platform/regularFile.ts";
import { decodeLine } from "../lineCodec.ts";
import { MAX_LINE_BYTES } from "../reading/lineReader.ts";
import type { LinePlace } from "../linePlace.ts";

const LF = 0x0a;
const BOM = Buffer.from("\uFEFF");

/** An event's line, read again. */
export interface EventLine {
  readonly row: EventRow;
  readonly timeMs: number;
  readonly text: string;
}

/** Bytes of a file, and where the first of them stands in it. */
interface Portion {
  readonly bytes: Buffer;
  readonly offset: number;
}

/**
 * The events that stand at exactly these places, undefined for each place without a whole line
 * that is one. The places are of one file, in the order of their offsets, and are read at once:
 * keep them near each other.
 */
export async function readEventLines(
  handle: FileHandle,
  places: readonly LinePlace[],
): Promise<readonly (EventLine | undefined)[]> {
  const possible = places.filter(canHoldLine);
  const [first] = possible;
  const last = possible.at(-1);
  if (first === undefined || last === undefined) return places.map(() => undefined);
  // What stands around the lines tells whether they are whole.
  const start = Math.max(0, first.offset - BOM.length);
  const end = last.offset + last.byteCount + 1;
  const portion = { bytes: await readBytes(handle, start, end - start), offset: start };
  return places.map((place) => (canHoldLine(place) ? decodeAt(portion, place) : undefined));
}

function canHoldLine({ offset, byteCount }: LinePlace): boolean {
  return (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(byteCount) &&
    offset >= 0 &&
    byteCount > 0 &&
    byteCount <= MAX_LINE_BYTES
  );
}

function decodeAt({ bytes, offset }: Portion, place: LinePlace): EventLine | undefined {
  const start = place.offset - offset;
  const end = start + place.byteCount;
  if (end > bytes.length || !beginsLine(bytes, start, place.offset)) return undefined;
  const lf = bytes.indexOf(LF, start);
  // Without an LF it is the last line of the file.
  if (lf === -1 ? end < bytes.length : lf !== end) return undefined;
  const text = bytes.toString("utf8", start, end);
  const decoded = decodeLine(text);
  return decoded.kind === "event" ? { row: decoded.row, timeMs: decoded.timeMs, text } : undefined;
}

function beginsLine(bytes: Buffer, start: number, offset: number): boolean {
  if (offset === 0 || bytes[start - 1] === LF) return true;
  return offset === BOM.length && bytes.subarray(0, start).equals(BOM);
}
