import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { UtcDay } from "../../../shared/days.ts";
import { appendAll, sizeOf, truncateTo, type AppendFailure } from "./fileEnd.ts";
import { formatFileName } from "../fileName.ts";
import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import { APPEND_FLAGS, CREATE_FLAGS } from "../../platform/openFlags.ts";

/** An encoded event, including its LF. */
export interface EncodedLine {
  readonly text: string;
  readonly byteCount: number;
}

/** The number of leading lines on disk; fewer than all only with an error. */
export interface AppendResult {
  readonly writtenCount: number;
  readonly error?: Error;
}

export interface SegmentWriterOptions {
  readonly directory: string;
  /** First eight hex digits of the session id. */
  readonly session8: string;
  /** The header line of each file, including its LF. */
  readonly header: string;
  readonly fs: FileSystem;
  readonly maxFileBytes: number;
  /** Called with a message about a problem that did not stop the append. Must not throw. */
  readonly onNotice: (message: string) => void;
  /** Called when another file was started after the first. Must not throw. */
  readonly onNewFile: () => void;
}

/** Node splits longer writes; a single write call keeps lines whole if the process dies. */
const MAX_WRITE_BYTES = 262_144;

/** Other writers with the same id cannot take this many names by accident. */
const MAX_NAME_ATTEMPTS = 1_000;

/** A file that this writer created, with its expected size. */
interface Segment {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  byteCount: number;
}

/**
 * Appends lines to the files of one session: one file per UTC day, continued in a new segment when
 * it is full. A line is written completely or not at all, and never twice. A file that was changed
 * by anyone else (deleted, replaced, truncated, appended to) is never touched again. Calls must not
 * overlap.
 */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  readonly #segments = new Map<UtcDay, Segment>();
  readonly #nextNumbers = new Map<UtcDay, number>();
  #maxFileBytes: number;
  #fileCount = 0;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#maxFileBytes = options.maxFileBytes;
  }

  /** Every file accepts at least one line, however long. */
  setMaxFileBytes(maxFileBytes: number): void {
    this.#maxFileBytes = maxFileBytes;
  }

  /** Appends lines, all of the given day. Never rejects. */
  async append(day: UtcDay, lines: readonly EncodedLine[]): Promise<AppendResult> {
    let writtenCount = 0;
    while (writtenCount < lines.length) {
      try {
        const { segment, handle } = await this.#openSegment(day, lines[writtenCount]);
        try {
          writtenCount += await this.#appendTo(day, segment, handle, lines, writtenCount);
        } finally {
          await this.#close(segment, handle);
        }
      } catch (error) {
        return { writtenCount, error: toError(error) };
      }
    }
    return { writtenCount };
  }

  /** Opens the day's segment if it has room for the next line, else a new one. */
  async #openSegment(
    day: UtcDay,
    next: EncodedLine | undefined,
  ): Promise<{ segment: Segment; handle: FileHandle }> {
    const current = this.#segments.get(day);
    if (current !== undefined) {
      const hasRoom = current.byteCount + (next?.byteCount ?? 0) <= this.#maxFileBytes;
      if (hasRoom || current.byteCount === 0) {
        const handle = await this.#reopen(current);
        if (handle !== undefined) return { segment: current, handle };
      }
      this.#segments.delete(day);
    }
    const created = await this.#create(day);
    this.#segments.set(day, created.segment);
    if (this.#fileCount++ > 0) this.#options.onNewFile();
    return created;
  }

  /** Returns undefined if the file is not as this writer left it. */
  async #reopen(segment: Segment): Promise<FileHandle | undefined> {
    const { fs, onNotice } = this.#options;
    let handle: FileHandle;
    try {
      handle = await fs.open(segment.path, APPEND_FLAGS);
    } catch (error) {
      if (!LOST_FILE_CODES.has(errorCode(error))) throw error;
      onNotice(`${toError(error).message}; recording continues in a new file.`);
      return undefined;
    }
    const found = await this.#statOrClose(handle);
    if (found.dev === segment.device && found.ino === segment.inode && found.isFile()) {
      if (found.size === segment.byteCount) return handle;
    }
    await this.#close(segment, handle);
    onNotice(
      `${segment.path} was changed by another program (${found.size} bytes, expected ` +
        `${segment.byteCount}); recording continues in a new file.`,
    );
    return undefined;
  }

  async #create(day: UtcDay): Promise<{ segment: Segment; handle: FileHandle }> {
    const { directory, fs, session8 } = this.#options;
    let createdDirectory = false;
    for (let attempt = 0; attempt < MAX_NAME_ATTEMPTS; attempt++) {
      const number = this.#nextNumbers.get(day) ?? 0;
      const path = join(directory, formatFileName(day, session8, number));
      let handle: FileHandle;
      try {
        handle = await fs.open(path, CREATE_FLAGS, 0o600);
      } catch (error) {
        const code = errorCode(error);
        if (code === "EEXIST") {
          this.#nextNumbers.set(day, number + 1);
        } else if (code === "ENOENT" && !createdDirectory) {
          await fs.mkdir(directory, { recursive: true, mode: 0o700 });
          createdDirectory = true;
        } else {
          throw error;
        }
        continue;
      }
      const { dev, ino } = await this.#statNew(path, handle);
      this.#nextNumbers.set(day, number + 1);
      return { segment: { path, device: dev, inode: ino, byteCount: 0 }, handle };
    }
    throw new Error(`No file name is available for ${day} and session ${session8} in ${directory}`);
  }

  /** Deletes the file if `stat` fails, so that retries do not leave more and more files. */
  async #statNew(path: string, handle: FileHandle) {
    try {
      return await this.#statOrClose(handle);
    } catch (error) {
      await this.#options.fs.unlink(path).catch(() => undefined);
      throw error;
    }
  }

  /** Appends as many lines as fit in one write and in the file. Returns their number. */
  async #appendTo(
    day: UtcDay,
    segment: Segment,
    handle: FileHandle,
    lines: readonly EncodedLine[],
    start: number,
  ): Promise<number> {
    const header = segment.byteCount === 0 ? this.#options.header : "";
    const headerBytes = Buffer.byteLength(header);
    let payloadBytes = headerBytes;
    let end = start;
    for (let line = lines[end]; line !== undefined; line = lines[end]) {
      const grown = payloadBytes + line.byteCount;
      const fits = grown <= MAX_WRITE_BYTES && segment.byteCount + grown <= this.#maxFileBytes;
      if (!fits && end > start) break;
      payloadBytes = grown;
      end++;
    }
    const chosen = lines.slice(start, end);
    const payload = Buffer.from(header + chosen.map((line) => line.text).join(""));
    const failure = await appendAll(handle, payload, segment.byteCount);
    if (failure === undefined) {
      segment.byteCount += payload.length;
      return chosen.length;
    }
    return this.#recover(day, segment, handle, failure, headerBytes, chosen);
  }

  /**
   * Handles a partial append: truncates the file to its last complete line, or abandons the file if
   * that fails. Returns the number of lines that are complete on disk, so that none of them is
   * written twice; throws the error if there are none.
   */
  async #recover(
    day: UtcDay,
    segment: Segment,
    handle: FileHandle,
    { error, writtenBytes }: AppendFailure,
    headerBytes: number,
    lines: readonly EncodedLine[],
  ): Promise<number> {
    const startBytes = segment.byteCount;
    const foundBytes = await sizeOf(handle);
    // Truncating must not extend the file, so keep only bytes that are certain to exist.
    const keptBytes =
      foundBytes === undefined ? 0 : Math.min(writtenBytes, foundBytes - startBytes);
    const kept = completeLines(lines, headerBytes, keptBytes);
    const endBytes = startBytes + kept.byteCount;
    const truncatedBytes = await truncateTo(handle, endBytes);
    if (truncatedBytes === endBytes) {
      segment.byteCount = endBytes;
      if (kept.count > 0) return kept.count;
      // This file cannot grow any further, but a new one can.
      const isFull = errorCode(error) === "EFBIG" && startBytes > 0;
      if (!isFull) throw error;
      this.#segments.delete(day);
      return 0;
    }
    this.#segments.delete(day);
    this.#options.onNotice(
      `${segment.path} could not be truncated after a failed write; leaving it as is.`,
    );
    const remainingBytes = truncatedBytes ?? foundBytes;
    const remaining = completeLines(
      lines,
      headerBytes,
      remainingBytes === undefined ? writtenBytes : remainingBytes - startBytes,
    );
    if (remaining.count === 0) throw error;
    return remaining.count;
  }

  async #statOrClose(handle: FileHandle) {
    try {
      return await handle.stat();
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  async #close(segment: Segment, handle: FileHandle): Promise<void> {
    try {
      await handle.close();
    } catch (error) {
      // The next append checks the size, so data lost by a late failure is noticed.
      this.#options.onNotice(`${segment.path} was not closed cleanly: ${toError(error).message}`);
    }
  }
}

/** Errors that affect a single file, while its folder may still be writable. */
const LOST_FILE_CODES: ReadonlySet<string | undefined> = new Set([
  "ENOENT",
  // Replaced by a link, a pipe without a reader, or a folder.
  "ELOOP",
  "ENXIO",
  "EISDIR",
  // Made read-only or assigned to another user.
  "EACCES",
  "EPERM",
]);

/** The number of leading lines that fit completely in `byteCount`, and their bytes. */
function completeLines(
  lines: readonly EncodedLine[],
  headerBytes: number,
  byteCount: number,
): { readonly count: number; readonly byteCount: number } {
  let count = 0;
  let completeBytes = headerBytes;
  for (const line of lines) {
    if (completeBytes + line.byteCount > byteCount) break;
    completeBytes += line.byteCount;
    count++;
  }
  // A header without lines is not worth keeping.
  return { count, byteCount: count === 0 ? 0 : completeBytes };
}
