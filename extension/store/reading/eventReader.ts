import type { FileHandle } from "node:fs/promises";
import { SCHEMA_VERSION, type EventRow } from "../../../shared/event.ts";
import { mayBeHeader } from "../damagedHeader.ts";
import { decodeLine } from "../lineCodec.ts";
import type { LineLocation } from "../lineLocation.ts";
import type { StoreFile } from "../storeFiles.ts";
import type { BufferPool } from "./bufferPool.ts";
import { LineReader, type Line, type ReadPosition } from "./lineReader.ts";
import { isUnfinishedTail } from "./unfinishedTail.ts";

/** What applies to all events after a header. One object per header, usable as a cache key. */
export interface EventSource {
  readonly file: StoreFile;
  readonly schemaVersion: number;
  /** The header's context, with missing values filled from the file name or as "unknown". */
  readonly context: Readonly<Record<string, unknown>>;
}

/** An event with its line in the file. */
export interface StoredEvent extends LineLocation {
  readonly row: EventRow;
  readonly timeMs: number;
  /** The line's JSON object is `bytes[start, end)`, valid until the next `load`. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly source: EventSource;
}

export interface EventReaderOptions {
  /** Read up to its listed size. */
  readonly file: StoreFile;
  /** Where an earlier read ended; defaults to the start of the file. */
  readonly from?: ReadPosition;
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  readonly readsAhead: boolean;
  /** Called for each line that is not an event, a header or blank. */
  readonly onSkipped: (lineNumber: number, reason: string) => void;
  /**
   * Decides which lines to decode. Others are ignored, including headers, so the `source` of the
   * events is then unreliable.
   */
  readonly isWanted?: (text: string) => boolean;
}

const TOO_LONG_REASON = "longer than 1 MiB";

/** Reads the events of one file in order. The only place that classifies lines. */
export class EventReader {
  readonly #options: EventReaderOptions;
  readonly #lines: LineReader;
  #source: EventSource;
  #lineCount: number;
  #skippedCount = 0;
  #isTelemetry = false;
  #hasUnfinishedTail = false;

  constructor(options: EventReaderOptions) {
    const { file, from, bufferBytes, pool, readsAhead } = options;
    this.#options = options;
    this.#lineCount = from?.lineCount ?? 0;
    this.#source = sourceWithoutHeader(file);
    this.#lines = new LineReader({
      ...(from !== undefined && { from }),
      endBytes: file.byteCount,
      bufferBytes,
      pool,
      readsAhead,
      onTooLong: (lineNumber, excerpt) => {
        this.#lineCount = lineNumber;
        this.#skip(lineNumber, TOO_LONG_REASON, mayBeHeader(excerpt, false));
      },
    });
  }

  /** Lines of the file consumed so far, including skipped ones. */
  get lineCount(): number {
    return this.#lineCount;
  }

  /** Whether the last line is probably being written, so that it does not count as damaged yet. */
  get hasUnfinishedTail(): boolean {
    return this.#hasUnfinishedTail;
  }

  /** Whether every line so far was skipped, so that this is probably not a telemetry file. */
  get isForeign(): boolean {
    return this.#skippedCount > 0 && !this.#isTelemetry;
  }

  /** Whether all bytes were read, so that `load` does not need the file anymore. */
  get isRead(): boolean {
    return this.#lines.isRead;
  }

  /**
   * Consumes one loaded line. Returns its event, null if it is not an event, or undefined if `load`
   * must be called first, which invalidates the bytes of earlier events.
   */
  next(): StoredEvent | null | undefined {
    const line = this.#lines.next();
    if (line === undefined) return undefined;
    this.#lineCount = line.number;
    if (isBlank(line.text) || this.#options.isWanted?.(line.text) === false) return null;
    const decoded = decodeLine(line.text);
    if (decoded.kind !== "invalid") this.#isTelemetry = true;
    switch (decoded.kind) {
      case "event":
        return storedEvent(line, decoded.row, decoded.timeMs, this.#source);
      case "header":
        this.#source = sourceOf(this.#options.file, decoded.schemaVersion, decoded.context);
        return null;
      case "invalid":
        // File times are those of the system's clock, so no other clock can be compared with them.
        if (isUnfinishedTail(line, this.#options.file, Date.now())) {
          this.#hasUnfinishedTail = true;
          return null;
        }
        this.#skip(line.number, decoded.reason, decoded.mayBeHeader);
        return null;
    }
  }

  /** Reads the next bytes and returns their number; undefined at the end of the file. */
  load(handle: FileHandle | undefined): Promise<number | undefined> {
    return this.#lines.load(handle);
  }

  /** Waits for a pending read and releases the buffers. */
  close(): Promise<void> {
    return this.#lines.close();
  }

  /** If the line may have been a header, the one before it no longer applies. */
  #skip(lineNumber: number, reason: string, isHeaderLike = false): void {
    if (isHeaderLike) this.#source = sourceWithoutHeader(this.#options.file);
    this.#skippedCount++;
    this.#options.onSkipped(lineNumber, reason);
  }
}

function storedEvent(line: Line, row: EventRow, timeMs: number, source: EventSource): StoredEvent {
  const { bytes, offset, byteCount } = line;
  let { start, end } = line;
  while (bytes[start] !== OPENING_BRACE) start++;
  while (bytes[end - 1] !== CLOSING_BRACE) end--;
  return { row, timeMs, bytes, start, end, offset, byteCount, source };
}

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Blank lines are ignored silently, because files often end with one. */
function isBlank(text: string): boolean {
  return text === "" || text === "\r";
}

/** Applies before the first header, and after a line that may have been one. */
function sourceWithoutHeader(file: StoreFile): EventSource {
  return sourceOf(file, SCHEMA_VERSION, {});
}

function sourceOf(file: StoreFile, schemaVersion: number, context: object): EventSource {
  return {
    file,
    schemaVersion,
    context: {
      extension_version: "unknown",
      machine_id: "unknown",
      session_id: file.session8,
      os_type: "unknown",
      os_version: "unknown",
      host_arch: "unknown",
      platform_name: "unknown",
      platform_version: "unknown",
      ...context,
    },
  };
}
