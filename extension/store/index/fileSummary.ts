import type { FileHandle } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { BufferPool } from "../reading/bufferPool.ts";
import { EventTally, type EventCounts } from "./eventTally.ts";
import { hasError } from "../eventFields.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { EventReader, type StoredEvent } from "../reading/eventReader.ts";
import { closeQuietly, openRegularFile, readBytes } from "../../platform/regularFile.ts";
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
  let scan = new FileScan(file, options);
  let handle: FileHandle | undefined;
  try {
    handle = await openRegularFile(fs, file.path);
    if (previous !== undefined && (await hasOnlyGrown(handle, file, previous))) {
      scan = new FileScan(file, options, previous);
    }
    const endBytes = await scan.read(handle);
    // Cut meanwhile: the next listing sees that it has changed.
    if (endBytes < file.byteCount) return scan.summary({ file: { ...file, byteCount: endBytes } });
    const end = await scan.findEnd(handle);
    return scan.summary({ file, ...(end !== undefined && { end }) });
  } catch (error) {
    signal?.throwIfAborted();
    return scan.summary({ file, unreadReason: toError(error).message });
  } finally {
    if (handle !== undefined) await closeQuietly(handle);
  }
}

/** One reading of a file, and what it has counted so far. */
class FileScan {
  readonly #file: StoreFile;
  readonly #signal: AbortSignal | undefined;
  readonly #events: EventReader;
  readonly #tally: EventTally;
  readonly #skippedLines: SkippedLineNote[];
  readonly #startOffset: number;
  #skippedLineCount: number;

  /** Goes on behind the end of `from`, where that is given. */
  constructor(file: StoreFile, options: SummarizeOptions, from?: FileSummary) {
    const { signal, pool = new BufferPool(0), onSkippedLine } = options;
    this.#file = file;
    this.#signal = signal;
    this.#startOffset = from?.file.byteCount ?? 0;
    this.#tally = new EventTally(file.day, MAX_NAMES, from);
    this.#skippedLines = [...(from?.skippedLines ?? [])];
    this.#skippedLineCount = from?.skippedLineCount ?? 0;
    this.#events = new EventReader({
      file,
      from: { offset: this.#startOffset, lineCount: from?.end?.lineCount ?? 0 },
      bufferBytes: BUFFER_BYTES,
      pool,
      readsAhead: true,
      onSkipped: (lineNumber, reason) => {
        this.#skippedLineCount++;
        if (this.#skippedLines.length < MAX_SKIPPED_LINES) {
          this.#skippedLines.push({ lineNumber, reason });
        }
        onSkippedLine?.({ lineNumber, reason });
      },
    });
  }

  /** Reads to the end and gives its offset. Call once. */
  async read(handle: FileHandle): Promise<number> {
    let offset = this.#startOffset;
    try {
      for (;;) {
        const readBytes = await this.#events.load(handle);
        this.#signal?.throwIfAborted();
        if (readBytes === undefined) return offset;
        offset += readBytes;
        while (this.#takeSome()) {
          await setImmediate();
          this.#signal?.throwIfAborted();
        }
      }
    } finally {
      await this.#events.close();
    }
  }

  /** The end that a next reading may begin at; undefined where the last line lacks its LF. */
  async findEnd(handle: FileHandle): Promise<FileEnd | undefined> {
    const endBytes = this.#file.byteCount;
    const lastBytes = await readBytesBefore(handle, endBytes);
    if (endBytes > 0 && lastBytes.at(-1) !== LF) return undefined;
    return { lineCount: this.#events.lineCount, lastBytes: lastBytes.toString("base64") };
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
  #takeSome(): boolean {
    for (let count = 0; count < LINES_PER_TURN; count++) {
      const event = this.#events.next();
      if (event === undefined) return false;
      if (event !== null) this.#take(event);
    }
    return true;
  }

  #take({ row, timeMs }: StoredEvent): void {
    this.#tally.add(row.event_name, timeMs, hasError(row));
  }
}

async function hasOnlyGrown(
  handle: FileHandle,
  file: StoreFile,
  { file: earlier, end }: FileSummary,
): Promise<boolean> {
  if (end === undefined || file.byteCount <= earlier.byteCount) return false;
  const found = await readBytesBefore(handle, earlier.byteCount);
  return found.equals(Buffer.from(end.lastBytes, "base64"));
}

function readBytesBefore(handle: FileHandle, endBytes: number): Promise<Buffer> {
  const byteCount = Math.min(LAST_BYTES, endBytes);
  return readBytes(handle, endBytes - byteCount, byteCount);
}
