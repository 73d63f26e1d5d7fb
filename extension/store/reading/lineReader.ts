import { isAscii, isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import type { LineLocation } from "../lineLocation.ts";
import type { BufferPool } from "./bufferPool.ts";

/** The same limit as in common log pipelines; our own lines are at most 64 KiB. */
export const MAX_LINE_BYTES = 1_048_576;

/**
 * Bytes decoded at a time. V8 allocates strings of 128 KiB and more separately and rarely frees
 * them, so larger ones would pile up. With smaller read buffers, many files are merged and all
 * their strings would be in memory at once, so lines are then decoded one by one.
 */
const DECODE_BYTES = 65_536;

/** The window shrinks by this factor, down to this size, where lines are not ASCII. */
const MIN_DECODE_BYTES = 256;
const DECODE_BYTES_STEP = 4;

/** Bytes at each end of a line that is too long, enough for a header. */
const EXCERPT_BYTES = 4_096;

const LF = 0x0a;
const BOM = Buffer.from("\uFEFF");
const EMPTY = Buffer.alloc(0);

/** A line, as bytes in the reader's buffer and as decoded text. */
export interface Line extends LineLocation {
  /** Valid until the next `load`. */
  readonly bytes: Buffer;
  readonly start: number;
  /** Exclusive; the LF is not part of the line. */
  readonly end: number;
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** Where a read ended, so that the next one can continue there. */
export interface ReadPosition {
  readonly offset: number;
  readonly lineCount: number;
}

export interface LineReaderOptions {
  /** Where to start; defaults to the start of the file. */
  readonly from?: ReadPosition;
  /** Where to stop; bytes appended since are left for the next read. */
  readonly endBytes: number;
  /** Bytes per read. Two buffers of this size are held, or larger ones for longer lines. */
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  /** Whether to read the next bytes while the current lines are in use. */
  readonly readsAhead: boolean;
  /** Called for each skipped line longer than 1 MiB, with its first and last bytes. */
  readonly onTooLong: (lineNumber: number, excerpt: string) => void;
}

/**
 * Splits a file into lines, at LF only. `load` reads the next bytes, and `next` returns the lines
 * loaded so far.
 */
export class LineReader {
  readonly #options: LineReaderOptions;
  /** Complete lines in `[#position, #linesEnd)`, followed by the start of the next line. */
  #buffer: Buffer = EMPTY;
  #position = 0;
  #linesEnd = 0;
  #loadedEnd = 0;
  /** The decoded lines `[#windowStart, #windowEnd)` if they are ASCII, with equal offsets. */
  #asciiText: string | undefined;
  #windowStart = 0;
  #windowEnd = 0;
  #isValidUtf8 = true;
  readonly #maxDecodeBytes: number;
  #decodeBytes: number;
  #lineNumber = 0;
  #isInTooLongLine = false;
  #tooLongStart = "";
  /** The next buffer: the start of a line, followed by the bytes being read. */
  #ahead: Buffer = EMPTY;
  #aheadPartialBytes = 0;
  #reading: Promise<number> | undefined;
  #filePosition: number;
  /** Offset of the buffer's first byte in the file. */
  #bufferOffset = 0;

  constructor(options: LineReaderOptions) {
    this.#options = options;
    this.#filePosition = options.from?.offset ?? 0;
    this.#lineNumber = options.from?.lineCount ?? 0;
    const { bufferBytes } = options;
    this.#maxDecodeBytes =
      bufferBytes < DECODE_BYTES ? 0 : Math.floor(Math.min(DECODE_BYTES, bufferBytes / 4));
    this.#decodeBytes = this.#maxDecodeBytes;
  }

  /** Whether all bytes were read, so that `load` does not need the file anymore. */
  get isRead(): boolean {
    return this.#filePosition >= this.#options.endBytes;
  }

  /** Returns the next loaded line, or undefined if `load` must be called first. */
  next(): Line | undefined {
    const start = this.#position;
    if (start >= this.#linesEnd) return undefined;
    if (start >= this.#windowEnd) this.#decodeWindow();
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
    // Bytes that decode to U+FFFD must be replaced in `bytes` too.
    const bytes = Buffer.from(text);
    return { bytes, start: 0, end: bytes.length, text, offset, byteCount, number };
  }

  /**
   * Reads the next bytes and returns their number; undefined at the end of the file. Invalidates
   * all lines returned before. Needs the file unless `isRead`.
   */
  async load(handle: FileHandle | undefined): Promise<number | undefined> {
    this.#reading ??= this.#read(handle);
    const readBytes = await this.#reading;
    this.#reading = undefined;
    [this.#buffer, this.#ahead] = [this.#ahead, this.#buffer];
    this.#filePosition += readBytes;
    this.#loadedEnd = this.#aheadPartialBytes + readBytes;
    this.#bufferOffset = this.#filePosition - this.#loadedEnd;
    this.#position = 0;
    if (readBytes === 0) return this.#endFile() ? 0 : undefined;
    if (this.#isInTooLongLine) this.#skipTooLongLine();
    this.#setLinesEnd(this.#lastLfBefore(this.#loadedEnd) + 1);
    if (this.#options.readsAhead && !this.isRead) this.#reading = this.#read(handle);
    return readBytes;
  }

  /** Waits for a pending read and releases the buffers. */
  async close(): Promise<void> {
    await this.#reading?.catch(() => undefined);
    this.#options.pool.release(this.#buffer);
    this.#options.pool.release(this.#ahead);
    this.#buffer = this.#ahead = EMPTY;
  }

  /** Starts reading the next bytes after the incomplete line at the end of the buffer. */
  #read(handle: FileHandle | undefined): Promise<number> {
    const { bufferBytes, pool, endBytes } = this.#options;
    let partialBytes = this.#loadedEnd - this.#linesEnd;
    if (partialBytes > MAX_LINE_BYTES) {
      this.#startTooLongLine(this.#linesEnd);
      partialBytes = 0;
    }
    const unreadBytes = endBytes - this.#filePosition;
    const maxBytes = Math.min(Math.max(bufferBytes, partialBytes * 2), MAX_LINE_BYTES + 1);
    const targetBytes = Math.min(maxBytes, partialBytes + unreadBytes);
    if (this.#ahead.length < targetBytes || this.#ahead.length > maxBytes * 2) {
      pool.release(this.#ahead);
      this.#ahead = pool.acquire(targetBytes);
    }
    if (partialBytes > 0) this.#buffer.copy(this.#ahead, 0, this.#linesEnd, this.#loadedEnd);
    this.#aheadPartialBytes = partialBytes;
    const room = Math.min(this.#ahead.length - partialBytes, unreadBytes);
    if (room === 0 || handle === undefined) return Promise.resolve(0);
    const reading = handle
      .read(this.#ahead, partialBytes, room, this.#filePosition)
      .then(({ bytesRead }) => bytesRead);
    // A failure is thrown when the read is awaited; do not report it as unhandled until then.
    reading.catch(() => undefined);
    return reading;
  }

  /** Only the last line of a file may be without LF. */
  #endOfLine(start: number): number {
    if (this.#asciiText === undefined) {
      const end = this.#buffer.indexOf(LF, start);
      return end === -1 || end >= this.#linesEnd ? this.#linesEnd : end;
    }
    const end = this.#asciiText.indexOf("\n", start - this.#windowStart);
    return end === -1 ? this.#windowEnd : this.#windowStart + end;
  }

  /** Decodes the next lines, at least one. */
  #decodeWindow(): void {
    const start = this.#position;
    let bytes = this.#buffer.subarray(start, this.#endOfWindow(start));
    let isAsciiWindow = isAscii(bytes);
    // Lines of a window that is not ASCII are decoded one by one, so keep it small.
    while (!isAsciiWindow && this.#decodeBytes > MIN_DECODE_BYTES) {
      this.#decodeBytes = Math.floor(this.#decodeBytes / DECODE_BYTES_STEP);
      bytes = this.#buffer.subarray(start, this.#endOfWindow(start));
      isAsciiWindow = isAscii(bytes);
    }
    this.#windowStart = start;
    this.#windowEnd = start + bytes.length;
    this.#asciiText = isAsciiWindow ? bytes.toString("latin1") : undefined;
    this.#isValidUtf8 = isAsciiWindow || isUtf8(bytes);
    if (isAsciiWindow) {
      const largerBytes = this.#decodeBytes * DECODE_BYTES_STEP;
      this.#decodeBytes = Math.min(largerBytes, this.#maxDecodeBytes);
    }
  }

  /** The end of the lines to decode next, which start at `start`. */
  #endOfWindow(start: number): number {
    const end = this.#linesEnd;
    if (end - start <= this.#decodeBytes) return end;
    const lastLf = this.#lastLfBefore(start + this.#decodeBytes);
    const endOfLine = lastLf >= start ? lastLf : this.#buffer.indexOf(LF, start);
    return endOfLine >= start && endOfLine < end ? endOfLine + 1 : end;
  }

  /** Returns -1 if there is none. */
  #lastLfBefore(end: number): number {
    return end === 0 ? -1 : this.#buffer.lastIndexOf(LF, end - 1);
  }

  #startTooLongLine(start: number): void {
    this.#isInTooLongLine = true;
    this.#tooLongStart = this.#buffer.toString("latin1", start, start + EXCERPT_BYTES);
  }

  /** Discards loaded bytes up to the end of the line that is too long. */
  #skipTooLongLine(): void {
    const end = this.#buffer.subarray(0, this.#loadedEnd).indexOf(LF);
    if (end === -1) {
      this.#loadedEnd = 0;
      return;
    }
    this.#countTooLong(end);
    this.#buffer.copy(this.#buffer, 0, end + 1, this.#loadedEnd);
    this.#loadedEnd -= end + 1;
    this.#bufferOffset += end + 1;
  }

  /** Makes a last line without LF available. */
  #endFile(): boolean {
    if (!this.#isInTooLongLine && this.#loadedEnd > MAX_LINE_BYTES) this.#startTooLongLine(0);
    if (this.#isInTooLongLine) {
      this.#countTooLong(this.#loadedEnd);
      this.#loadedEnd = 0;
    }
    this.#setLinesEnd(this.#loadedEnd);
    return this.#loadedEnd > 0;
  }

  /** `end` is where the line ends in the buffer; everything before it belongs to the line. */
  #countTooLong(end: number): void {
    this.#isInTooLongLine = false;
    this.#lineNumber++;
    const lastBytes = this.#buffer.toString("latin1", Math.max(0, end - EXCERPT_BYTES), end);
    this.#options.onTooLong(this.#lineNumber, `${this.#tooLongStart}\n${lastBytes}`);
  }

  #setLinesEnd(end: number): void {
    this.#linesEnd = end;
    this.#windowEnd = 0;
  }
}
