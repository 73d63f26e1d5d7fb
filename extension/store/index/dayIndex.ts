import { isDeepStrictEqual } from "node:util";
import { BufferPool } from "../reading/bufferPool.ts";
import { summarizeFile, type FileSummary } from "./fileSummary.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { parseSummaries, type IndexCache } from "./indexCache.ts";
import { IndexSaver } from "./indexSaver.ts";
import type { Scheduler } from "../../platform/scheduler.ts";
import { SharedRefresh, type RefreshOptions } from "./sharedRefresh.ts";
import { listStoreFiles, type StoreFile } from "../storeFiles.ts";

export interface DayIndexOptions {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly cache?: IndexCache;
  /** Spreads the saves of the cache; without it each change is saved at once. */
  readonly scheduler?: Scheduler;
  /** Told in a sentence of a cache that cannot be used; the index does without it. */
  readonly onNotice: (message: string) => void;
}

/** What a folder held when it was looked at. */
export interface IndexedFolder {
  /** In the order of `compareFileNames`. */
  readonly summaries: readonly FileSummary[];
}

/** While one file waits for the disk, another is counted. */
const READ_CONCURRENCY = 4;

/** Two buffers for each file that is read. */
const BUFFER_BUDGET_BYTES = 2 * 1024 * 1024;

/** Summaries of all telemetry files of a folder; only what has changed is read again. */
export class DayIndex {
  readonly #options: DayIndexOptions;
  #latest: IndexedFolder | undefined;
  /** By the name of the file; a refresh that was ended early leaves what it had read. */
  #known: ReadonlyMap<string, FileSummary> = new Map();
  #lastRun: Promise<void> = Promise.resolve();
  #nextRun: SharedRefresh<IndexedFolder> | undefined;
  readonly #saver: IndexSaver | undefined;

  constructor(options: DayIndexOptions) {
    this.#options = options;
    const { cache, scheduler, directory, onNotice } = options;
    if (cache === undefined) return;
    this.#saver = new IndexSaver({
      cache,
      scheduler,
      onFailed: (reason) => {
        onNotice(`The index of ${directory} could not be saved: ${reason}`);
      },
    });
  }

  /**
   * Looks at the folder anew. One refresh runs at a time; callers that come meanwhile share the
   * next. The result is the same object as before where nothing has changed. Throws where the
   * folder cannot be listed, and the signal's reason.
   */
  async refresh(options: RefreshOptions = {}): Promise<IndexedFolder> {
    options.signal?.throwIfAborted();
    let run = this.#nextRun;
    if (run === undefined || run.isAbandoned) {
      const newRun = new SharedRefresh((runOptions) => this.#refresh(runOptions));
      this.#lastRun = this.#lastRun.then(() => {
        if (this.#nextRun === newRun) this.#nextRun = undefined;
        return newRun.start();
      });
      this.#nextRun = newRun;
      run = newRun;
    }
    return await run.join(options);
  }

  /** Saves the cache without further delay; resolves once it is saved, or could not be. */
  async saved(): Promise<void> {
    await this.#saver?.flush();
  }

  async #refresh(options: Required<RefreshOptions>): Promise<IndexedFolder> {
    const { fs, directory } = this.#options;
    const before = (this.#latest ??= await this.#load());
    const files = await listStoreFiles(fs, directory);
    await this.#readChanged(files, options);
    const summaries = files
      .map(({ name }) => this.#known.get(name))
      .filter((summary) => summary !== undefined);
    this.#known = byName(summaries);
    if (isSame(summaries, before.summaries)) return before;
    this.#latest = { summaries };
    this.#saver?.save(summaries);
    return this.#latest;
  }

  async #readChanged(
    files: readonly StoreFile[],
    { signal, onProgress }: Required<RefreshOptions>,
  ): Promise<void> {
    const { fs } = this.#options;
    const known = new Map(this.#known);
    this.#known = known;
    const changed = files.filter((file) => !isUpToDate(known.get(file.name), file));
    const pool = new BufferPool(BUFFER_BUDGET_BYTES);
    const queue = changed.values();
    let readFileCount = 0;
    const readFromQueue = async () => {
      for (const file of queue) {
        const options = { previous: known.get(file.name), signal, pool };
        known.set(file.name, await summarizeFile(fs, file, options));
        onProgress(++readFileCount, changed.length);
      }
    };
    const readings = Array.from({ length: READ_CONCURRENCY }, readFromQueue);
    // All of them, so that no file is open any more when the next refresh begins.
    for (const reading of await Promise.allSettled(readings)) {
      if (reading.status === "rejected") throw reading.reason;
    }
    signal.throwIfAborted();
  }

  async #load(): Promise<IndexedFolder> {
    const { cache, directory, onNotice } = this.#options;
    let summaries: readonly FileSummary[] = [];
    try {
      const text = await cache?.load();
      const parsed = text === undefined ? [] : await parseSummaries(text, directory);
      if (parsed === undefined) onNotice(`The index of ${directory} is of no use and made anew.`);
      else summaries = parsed;
    } catch (error) {
      onNotice(`The index of ${directory} could not be loaded: ${toError(error).message}`);
    }
    this.#known = byName(summaries);
    return { summaries };
  }
}

function isUpToDate(summary: FileSummary | undefined, file: StoreFile): boolean {
  return (
    summary !== undefined &&
    summary.unreadReason === undefined &&
    summary.file.byteCount === file.byteCount &&
    summary.file.modifiedMs === file.modifiedMs
  );
}

function byName(summaries: readonly FileSummary[]): ReadonlyMap<string, FileSummary> {
  return new Map(summaries.map((summary) => [summary.file.name, summary]));
}

function isSame(left: readonly FileSummary[], right: readonly FileSummary[]): boolean {
  return (
    left.length === right.length &&
    left.every((summary, index) => isSameSummary(summary, right[index]))
  );
}

/** A file that cannot be read is tried again at each look, so its summary is a new one each time. */
function isSameSummary(left: FileSummary, right: FileSummary | undefined): boolean {
  return left === right || (left.unreadReason !== undefined && isDeepStrictEqual(left, right));
}
