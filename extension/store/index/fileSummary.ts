import type { FileHandle } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { BufferPool } from "../reading/bufferPool.ts";
import { EventTally, hasError, type EventCounts } from "./eventTally.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { decodeLine } from "../lineCodec.ts";
import { LineReader, type Line, type LinePosition } from "../reading/lineReader.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import { isBlank, TOO_LONG_REASON } from "../reading/sessionReader.ts";
import type { StoreFile } from "../storeFiles.ts";

/**
 * What one file holds: just the lines that an export would take, and those it would skip. Of the
 * names of its events, the first 200 different ones are counted.
 */
export interface FileSummary extends EventCounts {
  /** As it was when it was read. */
  readonly file: StoreFile;
  readonly skippedLineCount: number;
  /** The first ten of them. */
  readonly skippedLines: readonly SkippedLineNote[];
  /** Why it could not be read to its end; the counts are of what could be read. */
  readonly unreadReason?: string;
  /** Where the next look may go on; absent where that must begin at the start. */
  readonly end?: FileEnd;
}

export interface SkippedLineNote {
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly reason: string;
}

/** The end of a file whose last line is whole. */
export interface FileEnd {
  readonly lineCount: number;
  /** Its last bytes, up to 32, in base64: one that was replaced meanwhile has others there. */
  readonly lastBytes: string;
}

export interface SummarizeOptions {
  /** An earlier summary of the file: one that has only grown since is read from there on. */
  readonly previous?: FileSummary | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each skipped line that is read, not of the first ten alone. */
  readonly onSkippedLine?: (line: SkippedLineNote) => void;
  /** Buffers to share between files that are read one after the other. */
  readonly pool?: BufferPool;
}

export const MAX_SKIPPED_LINES = 10;

/**
 * Names that are told apart, the first of a file. A recorder has a few dozen; more would be no
 * names but noise, and cost memory for each file.
 */
export const MAX_NAMES = 200;

const BUFFER_BYTES = 262_144;

export const LAST_BYTES = 32;
const LF = 0x0a;

/**
 * After so many lines the event loop gets its turn: half a millisecond where they are no JSON,
 * which takes longest, and a portion may have a hundred thousand of those.
 */
const LINES_PER_TURN = 128;

/**
 * Reads a file and counts what is in it, up to the size it was listed with. One that cannot be
 * read gives what could be, and why. Throws the signal's reason once it is aborted.
 */
export async function summarizeFile(
  fs: FileSystem,
  file: StoreFile,
  options: SummarizeOptions = {},
): Promise<FileSummary> {
  const { previous, signal } = options;
  signal?.throwIfAborted();
  let look = new Look(file, options);
  let handle: FileHandle | undefined;
  try {
    handle = await openRegularFile(fs, file.path);
    if (previous !== undefined && (await hasOnlyGrown(handle, file, previous))) {
      look = new Look(file, options, previous);
    }
    const endBytes = await look.read(handle);
    // Cut meanwhile: the next listing sees that it has changed.
    if (endBytes < file.byteCount) return look.summary({ file: { ...file, byteCount: endBytes } });
    const end = await look.findEnd(handle);
    return look.summary({ file, ...(end !== undefined && { end }) });
  } catch (error) {
    signal?.throwIfAborted();
    return look.summary({ file, unreadReason: toError(error).message });
  } finally {
    if (handle !== undefined) await closeQuietly(handle);
  }
}

/** One reading of a file, and what it has counted so far. */
class Look {
  readonly #file: StoreFile;
  readonly #options: SummarizeOptions;
  readonly #start: LinePosition;
  readonly #tally: EventTally;
  readonly #skippedLines: SkippedLineNote[];
  #skippedLineCount: number;
  #lineCount: number;

  /** Goes on behind the end of `from`, where that is given. */
  constructor(file: StoreFile, options: SummarizeOptions, from?: FileSummary) {
    this.#file = file;
    this.#options = options;
    this.#lineCount = from?.end?.lineCount ?? 0;
    this.#start = { offset: from?.file.byteCount ?? 0, lineCount: this.#lineCount };
    this.#tally = new EventTally(file.day, MAX_NAMES, from);
    this.#skippedLines = [...(from?.skippedLines ?? [])];
    this.#skippedLineCount = from?.skippedLineCount ?? 0;
  }

  /** Reads to the end and gives its offset. */
  async read(handle: FileHandle): Promise<number> {
    const { signal, pool = new BufferPool(0) } = this.#options;
    const lines = new LineReader({
      from: this.#start,
      endBytes: this.#file.byteCount,
      bufferBytes: BUFFER_BYTES,
      pool,
      readsAhead: true,
      onTooLong: (lineNumber) => {
        this.#skip(lineNumber, TOO_LONG_REASON);
      },
    });
    let offset = this.#start.offset;
    try {
      for (;;) {
        const readBytes = await lines.load(handle);
        signal?.throwIfAborted();
        if (readBytes === undefined) return offset;
        offset += readBytes;
        while (this.#takeSome(lines)) {
          await setImmediate();
          signal?.throwIfAborted();
        }
      }
    } finally {
      await lines.close();
    }
  }

  /** The end that a next reading may begin at; undefined where the last line lacks its LF. */
  async findEnd(handle: FileHandle): Promise<FileEnd | undefined> {
    const offset = this.#file.byteCount;
    const lastBytes = await readBytes(handle, Math.max(0, offset - LAST_BYTES), offset);
    if (offset > 0 && lastBytes.at(-1) !== LF) return undefined;
    return { lineCount: this.#lineCount, lastBytes: lastBytes.toString("base64") };
  }

  summary(rest: Pick<FileSummary, "file" | "end" | "unreadReason">): FileSummary {
    return {
      ...rest,
      ...this.#tally.counts(),
      skippedLineCount: this.#skippedLineCount,
      skippedLines: [...this.#skippedLines],
    };
  }

  /** False once all that is loaded is taken. */
  #takeSome(lines: LineReader): boolean {
    for (let count = 0; count < LINES_PER_TURN; count++) {
      const line = lines.next();
      if (line === undefined) return false;
      this.#take(line);
    }
    return true;
  }

  #take({ text, number }: Line): void {
    this.#lineCount = number;
    if (isBlank(text)) return;
    const decoded = decodeLine(text);
    if (decoded.kind === "event") {
      this.#tally.add(decoded.row.event_name, decoded.timeMs, hasError(decoded.row));
    } else if (decoded.kind === "invalid") this.#skip(number, decoded.reason);
  }

  #skip(lineNumber: number, reason: string): void {
    this.#lineCount = lineNumber;
    this.#skippedLineCount++;
    if (this.#skippedLines.length < MAX_SKIPPED_LINES) {
      this.#skippedLines.push({ lineNumber, reason });
    }
    this.#options.onSkippedLine?.({ lineNumber, reason });
  }
}

async function hasOnlyGrown(
  handle: FileHandle,
  file: StoreFile,
  { file: earlier, end }: FileSummary,
): Promise<boolean> {
  if (end === undefined || file.byteCount <= earlier.byteCount) return false;
  const expected = Buffer.from(end.lastBytes, "base64");
  const offset = earlier.byteCount;
  const found = await readBytes(handle, offset - expected.length, offset);
  return found.equals(expected);
}

async function readBytes(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
