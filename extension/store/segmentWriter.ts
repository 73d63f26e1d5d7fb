import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { UtcDay } from "../../shared/days.ts";
import { formatFileName } from "./fileName.ts";
import { errorCode, toError, type FileSystem } from "./fileSystem.ts";

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
  /** Told of what a user may want to know although the append went on. */
  readonly onNotice: (message: string) => void;
  /** Called when a further file was begun. */
  readonly onNewFile: () => void;
}

/** Node splits longer writes; one write call is what keeps a line whole if the process dies. */
const MAX_WRITE_BYTES = 262_144;

/** More names taken than this by other writers of the same id is no accident. */
const MAX_NAME_ATTEMPTS = 1_000;

/** A file that this writer created and knows the end of. */
interface Segment {
  readonly path: string;
  readonly number: number;
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
      const code = errorCode(error);
      // Gone, or now a link, a pipe without a reader or a folder.
      if (code !== "ENOENT" && code !== "ELOOP" && code !== "ENXIO" && code !== "EISDIR")
        throw error;
      onNotice(`${segment.path} is gone (${code}); recording goes on in a new file.`);
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
    const { directory, session8 } = this.#options;
    for (let attempt = 0; attempt < MAX_NAME_ATTEMPTS; attempt++) {
      const number = this.#nextNumbers.get(day) ?? 0;
      const path = join(directory, formatFileName(day, session8, number));
      const handle = await this.#openNew(path);
      this.#nextNumbers.set(day, number + 1);
      if (handle === undefined) continue;
      const { dev, ino } = await this.#statOrClose(handle);
      return { segment: { path, number, device: dev, inode: ino, byteCount: 0 }, handle };
    }
    throw new Error(`No file name is free for ${day} and session ${session8} in ${directory}`);
  }

  /** Undefined where the name is taken. */
  async #openNew(path: string): Promise<FileHandle | undefined> {
    const { directory, fs } = this.#options;
    const open = () => fs.open(path, CREATE_FLAGS, 0o600);
    try {
      return await open();
    } catch (error) {
      switch (errorCode(error)) {
        case "EEXIST":
          return undefined;
        case "ENOENT":
          await fs.mkdir(directory, { recursive: true, mode: 0o700 });
          return open();
        default:
          throw error;
      }
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
    const failure = await writeAll(handle, payload, segment.byteCount);
    if (failure === undefined) {
      segment.byteCount += payload.length;
      return chosen.length;
    }
    return this.#recover(day, segment, handle, failure, headerBytes, chosen);
  }

  /**
   * After a write that failed half way: cuts the file back to where it was and throws the failure,
   * so that the same lines can be written again. Where it cannot be cut, it is sealed and the
   * lines that are whole on disk count as written, so that none is written twice.
   */
  async #recover(
    day: UtcDay,
    segment: Segment,
    handle: FileHandle,
    failure: WriteFailure,
    headerBytes: number,
    lines: readonly EncodedLine[],
  ): Promise<number> {
    if (await cutBack(handle, segment.byteCount)) throw failure.error;
    this.#segments.delete(day);
    this.#options.onNotice(`${segment.path} could not be repaired and is left as it is.`);
    let wholeBytes = headerBytes;
    let wholeCount = 0;
    for (const line of lines) {
      wholeBytes += line.byteCount;
      if (wholeBytes > failure.writtenBytes) break;
      wholeCount++;
    }
    if (wholeCount === 0) throw failure.error;
    return wholeCount;
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

/** No link is followed and no pipe without a reader is waited for; Windows has neither flag. */
const APPEND_FLAGS =
  constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const CREATE_FLAGS = APPEND_FLAGS | constants.O_CREAT | constants.O_EXCL;

async function cutBack(handle: FileHandle, byteCount: number): Promise<boolean> {
  try {
    await handle.truncate(byteCount);
    return (await handle.stat()).size === byteCount;
  } catch {
    return false;
  }
}

interface WriteFailure {
  readonly error: Error;
  /** Bytes that are on disk as far as the system said. */
  readonly writtenBytes: number;
}

/** Appends all bytes and checks by the size that they are there; undefined where they are. */
async function writeAll(
  handle: FileHandle,
  payload: Buffer,
  startBytes: number,
): Promise<WriteFailure | undefined> {
  let writtenBytes = 0;
  try {
    while (writtenBytes < payload.length) {
      const { bytesWritten } = await handle.write(payload, writtenBytes);
      if (bytesWritten === 0) throw new Error("The disk took no bytes");
      writtenBytes += bytesWritten;
    }
    const { size } = await handle.stat();
    // Larger means that something else appended as well; the next reopening notices that.
    const expected = startBytes + payload.length;
    if (size >= expected) return undefined;
    return {
      error: new Error(`The file has ${size} bytes after an append that ended at ${expected}`),
      writtenBytes: Math.max(0, size - startBytes),
    };
  } catch (error) {
    return { error: toError(error), writtenBytes };
  }
}
