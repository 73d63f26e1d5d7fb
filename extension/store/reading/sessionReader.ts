import type { FileHandle } from "node:fs/promises";
import type { InstantRange } from "../../../shared/days.ts";
import { SCHEMA_VERSION, type EventRow } from "../../../shared/event.ts";
import type { BufferPool } from "./bufferPool.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { decodeLine } from "../lineCodec.ts";
import { LineReader, type Line } from "./lineReader.ts";
import type { ReadReport } from "./readReport.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";

/** Why a line beyond `MAX_LINE_BYTES` is skipped. */
export const TOO_LONG_REASON = "longer than 1 MiB";

/** What a file says of all of its events. One object a file, so it can key a cache. */
export interface EventSource {
  readonly file: StoreFile;
  readonly schemaVersion: number;
  /** Of the header, completed with the session from the file name and "unknown". */
  readonly context: Readonly<Record<string, unknown>>;
}

/** An event as it stands in a file. */
export interface StoredEvent {
  readonly row: EventRow;
  readonly timeMs: number;
  /** The line's JSON object is `bytes[start, end)`; valid until the reader goes on. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** The line in the file: its first byte, and how many bytes it has without its LF. */
  readonly lineOffset: number;
  readonly lineByteCount: number;
  readonly source: EventSource;
}

export interface SessionReaderOptions {
  readonly fs: FileSystem;
  /** Segments of one session, in order. */
  readonly files: readonly StoreFile[];
  readonly range: InstantRange;
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  /** Keep the file open and read ahead between two loads; else it is opened for each. */
  readonly keepsOpen: boolean;
  readonly report: ReadReport;
}

/**
 * Reads the events of one session that lie in the range, in the order they were written. `next`
 * gives those that are loaded, `load` reads on. Lines that are no events and files that cannot be
 * read are reported and passed over.
 */
export class SessionReader {
  readonly #options: SessionReaderOptions;
  #fileIndex = -1;
  #source: EventSource | undefined;
  #lines: LineReader | undefined;
  #handle: FileHandle | undefined;
  /** Whether the report counts this file already; it may be opened many times. */
  #isCounted = false;

  constructor(options: SessionReaderOptions) {
    this.#options = options;
  }

  /** The next loaded event, or undefined where `load` must come first. */
  next(): StoredEvent | undefined {
    const source = this.#source;
    if (this.#lines === undefined || source === undefined) return undefined;
    const { startMs = -Infinity, endMsExclusive = Infinity } = this.#options.range;
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
      if (isBlank(line.text)) continue;
      const decoded = decodeLine(line.text);
      switch (decoded.kind) {
        case "event": {
          if (decoded.timeMs < startMs || decoded.timeMs >= endMsExclusive) continue;
          return storedEvent(line, decoded.row, decoded.timeMs, this.#source ?? source);
        }
        case "header":
          this.#source = {
            file: source.file,
            schemaVersion: decoded.schemaVersion,
            context: completeContext(decoded.context, source.file.session8),
          };
          continue;
        case "invalid":
          this.#options.report.skip(source.file.name, line.number, decoded.reason);
      }
    }
    return undefined;
  }

  /** Reads on; false once all files are at their end. Events given before are no longer valid. */
  async load(): Promise<boolean> {
    for (;;) {
      if (this.#lines === undefined && !this.#nextFile()) return false;
      if (await this.#loadFromFile()) return true;
      await this.close();
    }
  }

  /** Gives the open file and the buffers back. */
  async close(): Promise<void> {
    const lines = this.#lines;
    this.#lines = undefined;
    await lines?.close();
    await this.#closeFile();
  }

  async #closeFile(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle !== undefined) await closeQuietly(handle);
  }

  #nextFile(): boolean {
    const file = this.#options.files[++this.#fileIndex];
    this.#isCounted = false;
    if (file === undefined) return false;
    const { report, bufferBytes, pool, keepsOpen } = this.#options;
    this.#source = {
      file,
      schemaVersion: SCHEMA_VERSION,
      context: completeContext({}, file.session8),
    };
    this.#lines = new LineReader({
      endBytes: file.byteCount,
      bufferBytes,
      pool,
      readsAhead: keepsOpen,
      onTooLong: (lineNumber) => {
        report.skip(file.name, lineNumber, TOO_LONG_REASON);
      },
    });
    return true;
  }

  /** False at the end of the file, and where it cannot be read. */
  async #loadFromFile(): Promise<boolean> {
    const lines = this.#lines;
    const file = this.#source?.file;
    if (lines === undefined || file === undefined) return false;
    const { fs, report, keepsOpen } = this.#options;
    try {
      if (this.#handle === undefined) {
        this.#handle = await openRegularFile(fs, file.path);
        if (!this.#isCounted) report.fileCount++;
        this.#isCounted = true;
      }
      const readBytes = await lines.load(this.#handle);
      report.byteCount += readBytes ?? 0;
      if (!keepsOpen) await this.#closeFile();
      return readBytes !== undefined;
    } catch (error) {
      report.unreadFiles.push({ fileName: file.name, reason: toError(error).message });
      return false;
    }
  }
}

function storedEvent(line: Line, row: EventRow, timeMs: number, source: EventSource): StoredEvent {
  const { bytes } = line;
  let { start, end } = line;
  while (bytes[start] !== OPENING_BRACE) start++;
  while (bytes[end - 1] !== CLOSING_BRACE) end--;
  const { fileOffset: lineOffset, byteCount: lineByteCount } = line;
  return { row, timeMs, bytes, start, end, lineOffset, lineByteCount, source };
}

const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Such a line is passed over without a word, as one that ends a file often is. */
export function isBlank(text: string): boolean {
  return text === "" || text === "\r";
}

function completeContext(context: object, session8: string): EventSource["context"] {
  return {
    extension_version: "unknown",
    machine_id: "unknown",
    session_id: session8,
    os_type: "unknown",
    os_version: "unknown",
    host_arch: "unknown",
    platform_name: "unknown",
    platform_version: "unknown",
    ...context,
  };
}
