import type { FileHandle } from "node:fs/promises";
import type { InstantRange } from "../../../shared/days.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";
import type { BufferPool } from "./bufferPool.ts";
import { EventReader, type StoredEvent } from "./eventReader.ts";
import type { ReadReport } from "./readReport.ts";

export interface SessionReaderOptions {
  readonly fs: FileSystem;
  /** The segments of one session, in order. */
  readonly files: readonly StoreFile[];
  readonly range: InstantRange;
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  /**
   * Whether to read ahead and keep the file open until its end; otherwise it is reopened for each
   * load.
   */
  readonly keepsOpen: boolean;
  readonly report: ReadReport;
}

/** The file being read, which may be reopened many times. */
interface CurrentFile {
  readonly file: StoreFile;
  readonly events: EventReader;
  handle: FileHandle | undefined;
  isCounted: boolean;
}

/**
 * Reads the events of one session in the range, in the order they were written. `load` reads the
 * next bytes, and `next` returns the events loaded so far. Reports and skips lines that are not
 * events and unreadable files.
 */
export class SessionReader {
  readonly #options: SessionReaderOptions;
  #fileIndex = 0;
  #current: CurrentFile | undefined;

  constructor(options: SessionReaderOptions) {
    this.#options = options;
  }

  /** Returns the next loaded event, or undefined if `load` must be called first. */
  next(): StoredEvent | undefined {
    const events = this.#current?.events;
    if (events === undefined) return undefined;
    const { startMs = -Infinity, endMsExclusive = Infinity } = this.#options.range;
    for (let event = events.next(); event !== undefined; event = events.next()) {
      if (event === null) continue;
      if (event.timeMs >= startMs && event.timeMs < endMsExclusive) return event;
      this.#options.report.outOfRangeCount++;
    }
    return undefined;
  }

  /** Reads more; false at the end of the last file. Invalidates all events returned before. */
  async load(): Promise<boolean> {
    for (;;) {
      this.#current ??= this.#nextFile();
      if (this.#current === undefined) return false;
      if (await this.#loadFrom(this.#current)) return true;
      const { events, file } = this.#current;
      if (events.isForeign) this.#options.report.addForeignFile(file.name);
      await this.close();
    }
  }

  /** Closes the file and releases the buffers. */
  async close(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    await current.events.close();
    await closeFile(current);
  }

  #nextFile(): CurrentFile | undefined {
    const file = this.#options.files[this.#fileIndex++];
    if (file === undefined) return undefined;
    const { report, bufferBytes, pool, keepsOpen } = this.#options;
    const events = new EventReader({
      file,
      bufferBytes,
      pool,
      readsAhead: keepsOpen,
      onSkipped: (lineNumber, reason) => {
        report.skip(file.name, lineNumber, reason);
      },
    });
    return { file, events, handle: undefined, isCounted: false };
  }

  /** Returns false at the end of the file or if it cannot be read. */
  async #loadFrom(current: CurrentFile): Promise<boolean> {
    const { fs, report, keepsOpen } = this.#options;
    try {
      const isFirst = !current.isCounted;
      if (isFirst || !current.events.isRead) {
        current.handle ??= await openRegularFile(fs, current.file.path);
      }
      if (isFirst) report.fileCount++;
      current.isCounted = true;
      const readBytes = await current.events.load(current.handle);
      report.byteCount += readBytes ?? 0;
      if (!keepsOpen || current.events.isRead) await closeFile(current);
      return readBytes !== undefined;
    } catch (error) {
      report.unreadFiles.push({ fileName: current.file.name, reason: toError(error).message });
      return false;
    }
  }
}

async function closeFile(current: CurrentFile): Promise<void> {
  const { handle } = current;
  current.handle = undefined;
  if (handle !== undefined) await closeQuietly(handle);
}
