import type { FileHandle } from "node:fs/promises";
import { SCHEMA_VERSION, type EventRow } from "../../../shared/event.ts";
import { decodeLine } from "../lineCodec.ts";
import type { LinePlace } from "../linePlace.ts";
import type { StoreFile } from "../storeFiles.ts";
import type { BufferPool } from "./bufferPool.ts";
import { LineReader, type Line, type ReadPosition } from "./lineReader.ts";

/** What a file says of all of its events. One object a header, so it can key a cache. */
export interface EventSource {
  readonly file: StoreFile;
  readonly schemaVersion: number;
  /** Of the header, completed with the session from the file name and "unknown". */
  readonly context: Readonly<Record<string, unknown>>;
}

/** An event as it stands in a file. */
export interface StoredEvent extends LinePlace {
  readonly row: EventRow;
  readonly timeMs: number;
  /** The line's JSON object is `bytes[start, end)`; valid until the reader goes on. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly source: EventSource;
}

export interface EventReaderOptions {
  /** Read up to the size it was listed with. */
  readonly file: StoreFile;
  /** Where an earlier reading ended; at the start of the file unless given. */
  readonly from?: ReadPosition;
  /** As for a `LineReader`. */
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  readonly readsAhead: boolean;
  /** Told of each line that is not an event, header or blank. */
  readonly onSkipped: (lineNumber: number, reason: string) => void;
  /**
   * Which lines are worth decoding. Others are passed over, headers too, so that the source of the
   * events is then not known.
   */
  readonly isWanted?: (text: string) => boolean;
}

const TOO_LONG_REASON = "longer than 1 MiB";

/** Reads the events of one file in their order: the one place that tells lines apart. */
export class EventReader {
  readonly #options: EventReaderOptions;
  readonly #lines: LineReader;
  #source: EventSource;
  #lineCount: number;

  constructor(options: EventReaderOptions) {
    const { file, from, bufferBytes, pool, readsAhead, onSkipped } = options;
    this.#options = options;
    this.#lineCount = from?.lineCount ?? 0;
    this.#source = sourceOf(file, SCHEMA_VERSION, {});
    this.#lines = new LineReader({
      ...(from !== undefined && { from }),
      endBytes: file.byteCount,
      bufferBytes,
      pool,
      readsAhead,
      onTooLong: (lineNumber) => {
        this.#lineCount = lineNumber;
        onSkipped(lineNumber, TOO_LONG_REASON);
      },
    });
  }

  /** Lines of the file up to the last one that was taken. */
  get lineCount(): number {
    return this.#lineCount;
  }

  /**
   * Takes one loaded line: its event, or null where it has none. Undefined where `load` must come
   * first. The event's bytes are valid until then.
   */
  next(): StoredEvent | null | undefined {
    const line = this.#lines.next();
    if (line === undefined) return undefined;
    this.#lineCount = line.number;
    if (isBlank(line.text) || this.#options.isWanted?.(line.text) === false) return null;
    const decoded = decodeLine(line.text);
    switch (decoded.kind) {
      case "event":
        return storedEvent(line, decoded.row, decoded.timeMs, this.#source);
      case "header":
        this.#source = sourceOf(this.#options.file, decoded.schemaVersion, decoded.context);
        return null;
      case "invalid":
        this.#options.onSkipped(line.number, decoded.reason);
        return null;
    }
  }

  /** Reads on and gives the number of bytes read; undefined at the end of the file. */
  load(handle: FileHandle): Promise<number | undefined> {
    return this.#lines.load(handle);
  }

  /** Waits for a read that is under way and gives the buffers back. */
  close(): Promise<void> {
    return this.#lines.close();
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

/** Passed over without a word, as such a line often ends a file. */
function isBlank(text: string): boolean {
  return text === "" || text === "\r";
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
