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
  /** Segments of one session, in order. */
  readonly files: readonly StoreFile[];
  readonly range: InstantRange;
  readonly bufferBytes: number;
  readonly pool: BufferPool;
  /** Keep the file open and read ahead between two loads; else it is opened for each. */
  readonly keepsOpen: boolean;
  readonly report: ReadReport;
}

/** A file that is being read; it may be opened many times. */
interface OpenFile {
  readonly file: StoreFile;
  readonly events: EventReader;
  handle: FileHandle | undefined;
  isCounted: boolean;
}

/**
 * Reads the events of one session that lie in the range, in the order they were written. `next`
 * gives those that are loaded, `load` reads on. Lines that are not events and files that cannot be
 * read are reported and passed over.
 */
export class SessionReader {
  readonly #options: SessionReaderOptions;
  #fileIndex = 0;
  #current: OpenFile | undefined;

  constructor(options: SessionReaderOptions) {
    this.#options = options;
  }

  /** The next loaded event, or undefined where `load` must come first. */
  next(): StoredEvent | undefined {
    const events = this.#current?.events;
    if (events === undefined) return undefined;
    const { startMs = -Infinity, endMsExclusive = Infinity } = this.#options.range;
    for (let event = events.next(); event !== undefined; event = events.next()) {
      if (event === null || event.timeMs < startMs || event.timeMs >= endMsExclusive) continue;
      return event;
    }
    return undefined;
  }

  /** Reads on; false once all files are at their end. Events given before are no longer valid. */
  async load(): Promise<boolean> {
    for (;;) {
      this.#current ??= this.#nextFile();
      if (this.#current === undefined) return false;
      if (await this.#loadFrom(this.#current)) return true;
      await this.close();
    }
  }

  /** Gives the open file and the buffers back. */
  async close(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    await current.events.close();
    await closeFile(current);
  }

  #nextFile(): OpenFile | undefined {
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

  /** False at the end of the file, and where it cannot be read. */
  async #loadFrom(open: OpenFile): Promise<boolean> {
    const { fs, report, keepsOpen } = this.#options;
    try {
      open.handle ??= await openRegularFile(fs, open.file.path);
      if (!open.isCounted) report.fileCount++;
      open.isCounted = true;
      const readBytes = await open.events.load(open.handle);
      report.byteCount += readBytes ?? 0;
      if (!keepsOpen) await closeFile(open);
      return readBytes !== undefined;
    } catch (error) {
      report.unreadFiles.push({ fileName: open.file.name, reason: toError(error).message });
      return false;
    }
  }
}

async function closeFile(open: OpenFile): Promise<void> {
  const { handle } = open;
  open.handle = undefined;
  if (handle !== undefined) await closeQuietly(handle);
}
