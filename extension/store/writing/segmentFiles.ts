import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { UtcDay } from "../../../shared/days.ts";
import { formatFileName } from "../fileName.ts";
import { errorCode, toError, type FileSystem } from "../../platform/fileSystem.ts";
import { APPEND_FLAGS, CREATE_FLAGS } from "../../platform/openFlags.ts";
import { isSegment, removeSegment, type OpenSegment, type Segment } from "./segment.ts";

export interface SegmentFilesOptions {
  readonly directory: string;
  /** First eight hex digits of the session id. */
  readonly session8: string;
  readonly fs: FileSystem;
  readonly maxFileBytes: number;
  /** Called with a message about a problem that did not stop the append. Must not throw. */
  readonly onNotice: (message: string) => void;
  /** Called when another file was started after the first. Must not throw. */
  readonly onNewFile: () => void;
}

/** Other writers with the same id cannot take this many names by accident. */
const MAX_NAME_ATTEMPTS = 1_000;

/** A virus scanner or a backup may lock a file briefly; retries get past that. */
export const MAX_FAILURES_IN_A_ROW = 3;

/**
 * The files of one session: one per UTC day, continued in a new segment when it is full or keeps
 * failing. A file that was changed by anyone else (deleted, replaced, truncated, appended to) is
 * never opened again.
 */
export class SegmentFiles {
  readonly #options: SegmentFilesOptions;
  readonly #current = new Map<UtcDay, Segment>();
  readonly #nextNumbers = new Map<UtcDay, number>();
  /** Failures in a row of the day's segment, or of the next one if there is none. */
  readonly #failureCounts = new Map<UtcDay, number>();
  #maxFileBytes: number;
  #fileCount = 0;

  constructor(options: SegmentFilesOptions) {
    this.#options = options;
    this.#maxFileBytes = options.maxFileBytes;
  }

  get maxFileBytes(): number {
    return this.#maxFileBytes;
  }

  /** Every file accepts at least one line, however long. */
  setMaxFileBytes(maxFileBytes: number): void {
    this.#maxFileBytes = maxFileBytes;
  }

  /** Opens the day's segment if it has room for a line of that size, else a new one. */
  async open(day: UtcDay, lineBytes: number): Promise<OpenSegment> {
    const segment = this.#current.get(day);
    if (segment !== undefined) {
      const hasRoom = segment.byteCount + lineBytes <= this.#maxFileBytes;
      if (hasRoom || segment.byteCount === 0) {
        const handle = await this.#reopen(segment);
        if (handle !== undefined) return { segment, handle };
      }
      this.seal(day);
    }
    const created = await this.#create(day);
    this.#current.set(day, created.segment);
    if (this.#fileCount++ > 0) this.#options.onNewFile();
    return created;
  }

  /** Leaves the day's segment as it is; the next event starts a new one. */
  seal(day: UtcDay): void {
    this.#current.delete(day);
    this.#failureCounts.delete(day);
  }

  /** Like `seal`, but deletes the file. Returns false if it cannot be deleted. */
  async discard(day: UtcDay): Promise<boolean> {
    const segment = this.#current.get(day);
    this.seal(day);
    return segment !== undefined && (await removeSegment(this.#options.fs, segment));
  }

  /** Resets the day's count of failures in a row. */
  countSuccess(day: UtcDay): void {
    this.#failureCounts.delete(day);
  }

  /**
   * Counts a failure to open the day's segment or to append to it. Returns whether the segment was
   * given up, so that trying again starts a new one.
   */
  async countFailure(day: UtcDay, error: unknown): Promise<boolean> {
    const segment = this.#current.get(day);
    const code = errorCode(error);
    // It has reached the system's size limit and cannot grow, but a new one can.
    if (code === "EFBIG" && segment !== undefined && segment.byteCount > 0) {
      this.seal(day);
      return true;
    }
    if (DISK_CODES.has(code)) return false;
    const count = (this.#failureCounts.get(day) ?? 0) + 1;
    this.#failureCounts.set(day, count);
    if (count < MAX_FAILURES_IN_A_ROW) return false;
    await this.#giveUp(day, segment, error);
    return true;
  }

  async close({ segment, handle }: OpenSegment): Promise<void> {
    try {
      await handle.close();
    } catch (error) {
      // The next append checks the size, so data lost by a late failure is noticed.
      this.#options.onNotice(`${segment.path} was not closed cleanly: ${toError(error).message}`);
    }
  }

  async #giveUp(day: UtcDay, segment: Segment | undefined, error: unknown): Promise<void> {
    if (segment === undefined) {
      this.#failureCounts.delete(day);
      this.#nextNumbers.set(day, (this.#nextNumbers.get(day) ?? 0) + 1);
    } else if (segment.byteCount === 0) {
      await this.discard(day);
    } else {
      this.seal(day);
      this.#options.onNotice(
        `${segment.path} cannot be written to: ${toError(error).message}; recording continues in ` +
          "a new file.",
      );
    }
  }

  /** Returns undefined if the file is not as this session left it. */
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
    const found = await statOrClose(handle);
    if (isSegment(segment, found) && found.size === segment.byteCount) return handle;
    await this.close({ segment, handle });
    onNotice(
      `${segment.path} was changed by another program (${found.size} bytes, expected ` +
        `${segment.byteCount}); recording continues in a new file.`,
    );
    return undefined;
  }

  async #create(day: UtcDay): Promise<OpenSegment> {
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
      return await statOrClose(handle);
    } catch (error) {
      await this.#options.fs.unlink(path).catch(() => undefined);
      throw error;
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

/** Errors that a new file would run into as well. */
const DISK_CODES: ReadonlySet<string | undefined> = new Set([
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  // Too many open files.
  "EMFILE",
  "ENFILE",
]);

async function statOrClose(handle: FileHandle) {
  try {
    return await handle.stat();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}
