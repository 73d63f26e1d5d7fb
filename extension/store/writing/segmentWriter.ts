import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { UtcDay } from "../../../shared/days.ts";
import { appendAll, cutTo, sizeOf, type AppendFailure } from "./fileEnd.ts";
import { formatFileName } from "../fileName.ts";
import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import { APPEND_FLAGS, CREATE_FLAGS } from "../../platform/openFlags.ts";

/** An encoded event with its LF. */
export interface EncodedLine {
  readonly text: string;
  readonly byteCount: number;
}

/** How many of the lines are on disk, counted from the first; fewer than all only with an error. */
export interface AppendResult {
  readonly writtenCount: number;
  readonly error?: Error;
}

export interface SegmentWriterOptions {
  readonly directory: string;
  /** First eight hex digits of the session's id. */
  readonly session8: string;
  /** The header line that opens each file, LF included. */
  readonly header: string;
  readonly fs: FileSystem;
  readonly maxFileBytes: number;
  /** Told of what a user may want to know although the append went on. Must not throw. */
  readonly onNotice: (message: string) => void;
  /** Called when a further file was begun. Must not throw. */
  readonly onNewFile: () => void;
}

/** Node splits longer writes; one write call is what keeps a line whole if the process dies. */
const MAX_WRITE_BYTES = 262_144;

/** More names taken than this by other writers of the same id is no accident. */
const MAX_NAME_ATTEMPTS = 1_000;

/** A file that this writer created and knows the end of. */
interface Segment {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  byteCount: number;
}

/**
 * Appends lines to the files of one session: one file a UTC day, and the next segment once a file
 * is full. A line is written whole or not at all and never twice; a file that is no longer the
 * one this writer left (deleted, replaced, truncated, appended to) is never touched again.
 * Calls must not overlap.
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

  /** A file takes at least one line, however long, before the next one begins. */
  setMaxFileBytes(maxFileBytes: number): void {
    this.#maxFileBytes = maxFileBytes;
  }

  /** Appends the lines, all of that day. Never rejects. */
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

  /** The day's segment while it has room for the next line, else a new one. */
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

  /** Undefined where the file is no longer as this writer left it. */
  async #reopen(segment: Segment): Promise<FileHandle | undefined> {
    const { fs, onNotice } = this.#options;
    let handle: FileHandle;
    try {
      handle = await fs.open(segment.path, APPEND_FLAGS);
    } catch (error) {
      if (!LOST_FILE_CODES.has(errorCode(error))) throw error;
      onNotice(`${toError(error).message}; recording goes on in a new file.`);
      return undefined;
    }
    const found = await this.#statOrClose(handle);
    if (found.dev === segment.device && found.ino === segment.inode && found.isFile()) {
      if (found.size === segment.byteCount) return handle;
    }
    await this.#close(segment, handle);
    onNotice(
      `${segment.path} was changed by something else (${found.size} bytes, expected ` +
        `${segment.byteCount}); recording goes on in a new file.`,
    );
    return undefined;
  }

  async #create(day: UtcDay): Promise<{ segment: Segment; handle: FileHandle }> {
    const { directory, fs, session8 } = this.#options;
    let madeDirectory = false;
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
        } else if (code === "ENOENT" && !madeDirectory) {
          await fs.mkdir(directory, { recursive: true, mode: 0o700 });
          madeDirectory = true;
        } else {
          throw error;
        }
        continue;
      }
      const { dev, ino } = await this.#statNew(path, handle);
      this.#nextNumbers.set(day, number + 1);
      return { segment: { path, device: dev, inode: ino, byteCount: 0 }, handle };
    }
    throw new Error(`No file name is free for ${day} and session ${session8} in ${directory}`);
  }

  /** A file that cannot be looked at is not kept: it would be one more each time this is tried. */
  async #statNew(path: string, handle: FileHandle) {
    try {
      return await this.#statOrClose(handle);
    } catch (error) {
      await this.#options.fs.unlink(path).catch(() => undefined);
      throw error;
    }
  }

  /** Appends as many lines as fit in one write and in the file; gives their number. */
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
   * After an append that failed half way: cuts the file back to its last whole line, or seals it
   * where it cannot be cut. Gives the number of lines that are whole on disk, so that none of them
   * is written twice; throws the failure where there is none.
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
    // Cutting must not lengthen the file, so only bytes that are certainly there are kept.
    const keptBytes =
      foundBytes === undefined ? 0 : Math.min(writtenBytes, foundBytes - startBytes);
    const kept = wholeLines(lines, headerBytes, keptBytes);
    const endBytes = startBytes + kept.byteCount;
    const cutBytes = await cutTo(handle, endBytes);
    if (cutBytes === endBytes) {
      segment.byteCount = endBytes;
      if (kept.count > 0) return kept.count;
      // The file may not grow any more, but another one may.
      const isFull = errorCode(error) === "EFBIG" && startBytes > 0;
      if (!isFull) throw error;
      this.#segments.delete(day);
      return 0;
    }
    this.#segments.delete(day);
    this.#options.onNotice(`${segment.path} could not be repaired and is left as it is.`);
    const leftBytes = cutBytes ?? foundBytes;
    const left = wholeLines(
      lines,
      headerBytes,
      leftBytes === undefined ? writtenBytes : leftBytes - startBytes,
    );
    if (left.count === 0) throw error;
    return left.count;
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
      // The next append compares the size, so nothing that a late failure lost goes unnoticed.
      this.#options.onNotice(`${segment.path} was not closed cleanly: ${toError(error).message}`);
    }
  }
}

/** Codes of a path that this writer can no longer append to, while its folder may be as it was. */
const LOST_FILE_CODES: ReadonlySet<string | undefined> = new Set([
  "ENOENT",
  // A link, a pipe without a reader or a folder in its place.
  "ELOOP",
  "ENXIO",
  "EISDIR",
  // Made read-only or given to another user.
  "EACCES",
  "EPERM",
]);

/** How many of the lines, counted from the first, lie whole in so many bytes, and their bytes. */
function wholeLines(
  lines: readonly EncodedLine[],
  headerBytes: number,
  byteCount: number,
): { readonly count: number; readonly byteCount: number } {
  let count = 0;
  let wholeBytes = headerBytes;
  for (const line of lines) {
    if (wholeBytes + line.byteCount > byteCount) break;
    wholeBytes += line.byteCount;
    count++;
  }
  // A header without a line is not worth keeping.
  return { count, byteCount: count === 0 ? 0 : wholeBytes };
}
