import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { BufferPool } from "../reading/bufferPool.ts";
import { EventTally, type EventCounts } from "./eventTally.ts";
import { hasError } from "../eventFields.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { EventReader, type StoredEvent } from "../reading/eventReader.ts";
import { closeQuietly, openRegularFile, readBytes } from "../../platform/regularFile.ts";
import type { TelemetryFileName } from "../fileName.ts";
import type { StoreFile } from "../storeFiles.ts";

/**
 * Counts of one file. Classifies lines exactly like an export. Counts the first 200 different event
 * names.
 */
export interface FileSummary extends EventCounts {
  /** The file as it was when it was read. */
  readonly file: StoreFile;
  readonly skippedLineCount: number;
  /** The first ten skipped lines. */
  readonly skippedLines: readonly SkippedLineNote[];
  /** Why the file could not be read completely; the counts cover what could be read. */
  readonly unreadReason?: string;
  /** Set if the file could not be examined, so its size and time are unknown. */
  readonly isUnexamined?: true;
  /** Set if the last line is probably being written, so that the next scan must read it again. */
  readonly hasUnfinishedTail?: true;
  /** Where the next scan can continue; absent if it must start from scratch. */
  readonly end?: FileEnd;
}

export interface SkippedLineNote {
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly reason: string;
}

/** The end of a file whose last line is complete. */
export interface FileEnd {
  readonly lineCount: number;
  /** Digest of the file's start and end, which shows whether the file was replaced. */
  readonly digest: string;
}

export interface SummarizeOptions {
  /** An earlier summary; if the file has only grown since, the scan continues from there. */
  readonly previous?: FileSummary | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each skipped line that is read, not only the first ten. */
  readonly onSkippedLine?: (line: SkippedLineNote) => void;
  /** Buffers to share between consecutive files. */
  readonly pool?: BufferPool;
}

export const MAX_SKIPPED_LINES = 10;

/**
 * Different names counted per file. A recorder has a few dozen; more would be noise and cost memory
 * for each file.
 */
export const MAX_NAMES = 200;

const BUFFER_BYTES = 262_144;

/** The start identifies the session, and the end has ids that occur only once. */
const DIGEST_START_BYTES = 512;
const DIGEST_END_BYTES = 4_096;
const LF = 0x0a;

/**
 * Lines between yields to the event loop: half a millisecond if they are not JSON, the slowest
 * case. A buffer may have a hundred thousand of those.
 */
const LINES_PER_TURN = 128;

/** Whether each scan must read the file again, even if its size and time are the same. */
export function mustBeReadAgain({ unreadReason, hasUnfinishedTail }: FileSummary): boolean {
  return unreadReason !== undefined || hasUnfinishedTail === true;
}

/**
 * Reads a file up to its listed size and counts its events. If the file cannot be read completely,
 * the summary covers what was read and has a reason. Throws the signal's reason once it is aborted.
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
    // The file was truncated since; the next listing will detect the change.
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

/** One scan of a file, with the counts so far. */
class FileScan {
  readonly #file: StoreFile;
  readonly #signal: AbortSignal | undefined;
  readonly #events: EventReader;
  readonly #tally: EventTally;
  readonly #skippedLines: SkippedLineNote[];
  readonly #startOffset: number;
  #skippedLineCount: number;

  /** Continues after the end of `from` if set. */
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

  /** Reads to the end and returns its offset. Call once. */
  async read(handle: FileHandle): Promise<number> {
    let offset = this.#startOffset;
    try {
      for (;;) {
        const readBytes = await this.#events.load(handle);
        this.#signal?.throwIfAborted();
        if (readBytes === undefined) return offset;
        offset += readBytes;
        while (this.#countLines()) {
          await setImmediate();
          this.#signal?.throwIfAborted();
        }
      }
    } finally {
      await this.#events.close();
    }
  }

  /** Where the next scan can continue; undefined if the last line lacks its LF. */
  async findEnd(handle: FileHandle): Promise<FileEnd | undefined> {
    const endBytes = this.#file.byteCount;
    const last = await readEnd(handle, endBytes);
    if (endBytes > 0 && last.at(-1) !== LF) return undefined;
    return { lineCount: this.#events.lineCount, digest: await digestOf(handle, last, endBytes) };
  }

  summary(rest: Pick<FileSummary, "file" | "end" | "unreadReason">): FileSummary {
    return {
      ...rest,
      ...(this.#events.hasUnfinishedTail && { hasUnfinishedTail: true }),
      ...this.#tally.counts(),
      skippedLineCount: this.#skippedLineCount,
      skippedLines: [...this.#skippedLines],
    };
  }

  /** Counts some of the loaded lines. Returns false once none are left. */
  #countLines(): boolean {
    for (let count = 0; count < LINES_PER_TURN; count++) {
      const event = this.#events.next();
      if (event === undefined) return false;
      if (event !== null) this.#count(event);
    }
    return true;
  }

  #count({ row, timeMs }: StoredEvent): void {
    this.#tally.add(row.event_name, timeMs, hasError(row));
  }
}

async function hasOnlyGrown(
  handle: FileHandle,
  file: StoreFile,
  { file: earlier, end }: FileSummary,
): Promise<boolean> {
  if (end === undefined || file.byteCount <= earlier.byteCount) return false;
  const last = await readEnd(handle, earlier.byteCount);
  return (await digestOf(handle, last, earlier.byteCount)) === end.digest;
}

/** The last bytes before `endBytes`, or all if there are few. */
function readEnd(handle: FileHandle, endBytes: number): Promise<Buffer> {
  const byteCount = Math.min(DIGEST_END_BYTES, endBytes);
  return readBytes(handle, endBytes - byteCount, byteCount);
}

/** A digest of the file's first bytes and of `last`, its last bytes before `endBytes`, in base64. */
async function digestOf(handle: FileHandle, last: Buffer, endBytes: number): Promise<string> {
  const hash = createHash("sha256");
  if (endBytes > last.length) {
    const startLength = Math.min(DIGEST_START_BYTES, endBytes - last.length);
    hash.update(await readBytes(handle, 0, startLength));
  }
  return hash.update(last).digest("base64");
}

/** The summary of a file that could not even be examined: its size and time are unknown. */
export function unexaminedFile(
  name: TelemetryFileName,
  directory: string,
  reason: string,
): FileSummary {
  return {
    file: { ...name, path: join(directory, name.name), byteCount: 0, modifiedMs: 0 },
    ...new EventTally(name.day, 0).counts(),
    skippedLineCount: 0,
    skippedLines: [],
    unreadReason: reason,
    isUnexamined: true,
  };
}
