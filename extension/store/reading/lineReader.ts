import { isAscii, isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import type { LinePlace } from "../linePlace.ts";
import type { BufferPool } from "./bufferPool.ts";

/** Log pipelines cut lines at this length too; ours end at 64 KiB. */
export const MAX_LINE_BYTES = 1_048_576;

/**
 * Text is made of so many bytes at a time. V8 keeps strings from 128 KiB on apart and frees them
 * rarely, so that larger ones would pile up. Smaller buffers mean that many files are merged; the
 * texts of all of them would be held at once, so each line is then made text by itself.
 */
const TEXT_BYTES = 65_536;

const LF = 0x0a;
const BOM = Buffer.from("\uFEFF");

/** One line, as bytes of the reader's buffer and as text. */
export interface Line extends LinePlace {
  /** Valid until the next `load`. */
  readonly bytes: Buffer;
  readonly start: number;
  /** Exclusive; the LF is not part of the line. */
  readonly end: number;
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** Where a reading ended, so that the next one can go on there. */
export interface ReadPosition {
  readonly offset: number;
  readonly lineCount: number;
}

export interface LineReaderOptions {
  /** Where to begin; at the start of the file unless given. */
  readonly from?: ReadPosition;
  /** Bytes of the file that count; what is appended meanwhile is left for the next reading. */
  readonly endBytes: number;
  /** Bytes of one portion. Two buffers of this size are held, larger ones for a longer line. */
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  /** Read the next portion while the lines of this one are used. */
  readonly readsAhead: boolean;
  /** Told of each line longer than 1 MiB; these are passed over. */
  readonly onTooLong: (lineNumber: number) => void;
}

/**
 * Splits a file into lines at LF and nowhere else, one portion at a time: `next` gives the lines
 * of what is loaded, `load` reads on.
 */
export class LineReader {
  readonly #options: LineReaderOptions;
  /** Holds whole lines in `[#position, #linesEnd)` and behind them a part of the next line. */
  #buffer: Buffer;
  #position = 0;
  #linesEnd = 0;
  #loadedEnd = 0;
  /** Whole lines `[#windowStart, #windowEnd)` as text, where they are ASCII: a byte, a unit. */
  #asciiText: string | undefined;
  #windowStart = 0;
  #windowEnd = 0;
  #isValidUtf8 = true;
  #lineNumber = 0;
  #isInTooLongLine = false;
  /** The next portion: the part of a line comes first, then what is being read. */
  #ahead: Buffer;
  #aheadPartBytes = 0;
  #reading: Promise<number> | undefined;
  #filePosition: number;
  /** Where the buffer's first byte is in the file. */
  #bufferOffset = 0;

  constructor(options: LineReaderOptions) {
    this.#options = options;
    this.#filePosition = options.from?.offset ?? 0;
    this.#lineNumber = options.from?.lineCount ?? 0;
    this.#buffer = options.pool.take(options.bufferBytes);
    this.#ahead = options.pool.take(options.bufferBytes);
  }

  /** The next loaded line, or undefined where `load` must come first. */
  next(): Line | undefined {
    const start = this.#position;
    if (start >= this.#linesEnd) return undefined;
    if (start >= this.#windowEnd) this.#moveWindow();
    const end = this.#endOfLine(start);
    this.#position = end + 1;
    this.#lineNumber++;
    if (this.#asciiText !== undefined) {
      const text = this.#asciiText.slice(start - this.#windowStart, end - this.#windowStart);
      return {
        bytes: this.#buffer,
        start,
        end,
        text,
        offset: this.#bufferOffset + start,
        byteCount: end - start,
        number: this.#lineNumber,
      };
    }
    const hasBom = this.#lineNumber === 1 && this.#buffer.subarray(start, end).indexOf(BOM) === 0;
    const textStart = hasBom ? start + BOM.length : start;
    const text = this.#buffer.toString("utf8", textStart, end);
    const offset = this.#bufferOffset + textStart;
    const byteCount = end - textStart;
    const number = this.#lineNumber;
    if (this.#isValidUtf8) {
      return { bytes: this.#buffer, start: textStart, end, text, offset, byteCount, number };
    }
    // What was replaced by U+FFFD in the text must be replaced in the bytes as well.
    const bytes = Buffer.from(text);
    return { bytes, start: 0, end: bytes.length, text, offset, byteCount, number };
  }

  /**
   * Reads on and gives the number of bytes read; undefined at the end of the file. Lines given
   * before are no longer valid.
   */
  async load(handle: FileHandle): Promise<number | undefined> {
    this.#reading ??= this.#read(handle);
    const readBytes = await this.#reading;
    this.#reading = undefined;
    [this.#buffer, this.#ahead] = [this.#ahead, this.#buffer];
    this.#filePosition += readBytes;
    this.#loadedEnd = this.#aheadPartBytes + readBytes;
    this.#bufferOffset = this.#filePosition - this.#loadedEnd;
    this.#position = 0;
    if (readBytes === 0) return this.#endFile() ? 0 : undefined;
    if (this.#isInTooLongLine) this.#passOver();
    this.#offerLinesUpTo(this.#lastLfBefore(this.#loadedEnd) + 1);
    if (this.#options.readsAhead) this.#reading = this.#read(handle);
    return readBytes;
  }

  /** Waits for a read that is under way and gives the buffers back. */
  async close(): Promise<void> {
    await this.#reading?.catch(() => undefined);
    this.#options.pool.give(this.#buffer);
    this.#options.pool.give(this.#ahead);
  }

  /** Starts to read the next portion behind the part of a line that the last one ended with. */
  #read(handle: FileHandle): Promise<number> {
    const { bufferBytes, pool, endBytes } = this.#options;
    let partBytes = this.#loadedEnd - this.#linesEnd;
    if (partBytes > MAX_LINE_BYTES) {
      this.#isInTooLongLine = true;
      partBytes = 0;
    }
    const wantedBytes = Math.min(Math.max(bufferBytes, partBytes * 2), MAX_LINE_BYTES + 1);
    if (this.#ahead.length < wantedBytes || this.#ahead.length > wantedBytes * 2) {
      this.#ahead = pool.take(wantedBytes);
    }
    if (partBytes > 0) this.#buffer.copy(this.#ahead, 0, this.#linesEnd, this.#loadedEnd);
    this.#aheadPartBytes = partBytes;
    const room = Math.min(this.#ahead.length - partBytes, endBytes - this.#filePosition);
    if (room === 0) return Promise.resolve(0);
    const reading = handle
      .read(this.#ahead, partBytes, room, this.#filePosition)
      .then(({ bytesRead }) => bytesRead);
    // A failure is thrown where the read is awaited; until then it is not unhandled.
    reading.catch(() => undefined);
    return reading;
  }

  /** Only the last line of a file may lack its LF. */
  #endOfLine(start: number): number {
    if (this.#asciiText === undefined) {
      const end = this.#buffer.indexOf(LF, start);
      return end === -1 || end >= this.#linesEnd ? this.#linesEnd : end;
    }
    const end = this.#asciiText.indexOf("\n", start - this.#windowStart);
    return end === -1 ? this.#windowEnd : this.#windowStart + end;
  }

  /** Makes text of the next lines, of at least one. */
  #moveWindow(): void {
    const start = this.#position;
    let end = this.#linesEnd;
    const { bufferBytes } = this.#options;
    const textBytes = bufferBytes < TEXT_BYTES ? 0 : Math.min(TEXT_BYTES, bufferBytes / 4);
    if (end - start > textBytes) {
      const lastLf = this.#lastLfBefore(start + Math.floor(textBytes));
      const endOfLine = lastLf >= start ? lastLf : this.#buffer.indexOf(LF, start);
      if (endOfLine >= start && endOfLine < end) end = endOfLine + 1;
    }
    this.#windowStart = start;
    this.#windowEnd = end;
    const bytes = this.#buffer.subarray(start, end);
    this.#asciiText = isAscii(bytes) ? bytes.toString("latin1") : undefined;
    this.#isValidUtf8 = this.#asciiText !== undefined || isUtf8(bytes);
  }

  /** -1 where there is none. */
  #lastLfBefore(end: number): number {
    return end === 0 ? -1 : this.#buffer.lastIndexOf(LF, end - 1);
  }

  /** Drops loaded bytes up to the end of the line that is too long. */
  #passOver(): void {
    const end = this.#buffer.subarray(0, this.#loadedEnd).indexOf(LF);
    if (end === -1) {
      this.#loadedEnd = 0;
      return;
    }
    this.#countTooLong();
    this.#buffer.copy(this.#buffer, 0, end + 1, this.#loadedEnd);
    this.#loadedEnd -= end + 1;
    this.#bufferOffset += end + 1;
  }

  /** A last line without LF is a line as well. */
  #endFile(): boolean {
    if (this.#isInTooLongLine || this.#loadedEnd > MAX_LINE_BYTES) {
      this.#countTooLong();
      this.#loadedEnd = 0;
    }
    this.#offerLinesUpTo(this.#loadedEnd);
    return this.#loadedEnd > 0;
  }

  #countTooLong(): void {
    this.#isInTooLongLine = false;
    this.#lineNumber++;
    this.#options.onTooLong(this.#lineNumber);
  }

  #offerLinesUpTo(end: number): void {
    this.#linesEnd = end;
    this.#windowEnd = 0;
  }
}
