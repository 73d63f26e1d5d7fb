import { isDeepStrictEqual } from "node:util";
import { BufferPool } from "../reading/bufferPool.ts";
import { mustBeReadAgain, summarizeFile, unexaminedFile, type FileSummary } from "./fileSummary.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { parseSummaries, type IndexCache } from "./indexCache.ts";
import { IndexSaver } from "./indexSaver.ts";
import type { Scheduler } from "../../platform/scheduler.ts";
import { SharedRefresh, type RefreshOptions } from "./sharedRefresh.ts";
import { Turns } from "../../platform/turns.ts";
import { compareFileNames } from "../fileName.ts";
import { listStoreFiles, type StoreFile } from "../storeFiles.ts";

export interface DayIndexOptions {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly cache?: IndexCache;
  /** Throttles saving the cache; without it, each change is saved immediately. */
  readonly scheduler?: Scheduler;
  /** Called with a message if the cache cannot be used; the index works without it. */
  readonly onNotice: (message: string) => void;
}

/** The content of a folder when it was scanned. */
export interface IndexedFolder {
  /** In the order of `compareFileNames`. */
  readonly summaries: readonly FileSummary[];
}

/** While one file waits for the disk, others are counted. */
const READ_CONCURRENCY = 4;

/** Two buffers for each file being read. */
const BUFFER_BUDGET_BYTES = 2 * 1024 * 1024;

/** Summarizes all telemetry files of a folder. Rereads only what has changed. */
export class DayIndex {
  readonly #options: DayIndexOptions;
  #latest: IndexedFolder | undefined;
  /** By file name; a canceled refresh keeps what it has read. */
  #known = new Map<string, FileSummary>();
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
      onError: (reason) => {
        onNotice(`Could not save the index cache for ${directory}: ${reason}`);
      },
    });
  }

  /**
   * Scans the folder. One refresh runs at a time; calls during a refresh share the next one.
   * Returns the same object as before if nothing changed. Throws if the folder cannot be listed,
   * and the signal's reason once it is aborted.
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

  /** Saves pending changes to the cache. Resolves once they are saved or saving has failed. */
  async flush(): Promise<void> {
    await this.#saver?.flush();
  }

  async #refresh(options: Required<RefreshOptions>): Promise<IndexedFolder> {
    const { fs, directory } = this.#options;
    const before = (this.#latest ??= await this.#load());
    const unexamined: FileSummary[] = [];
    const files = await listStoreFiles(fs, directory, {}, (name, { message }) => {
      unexamined.push(unexaminedFile(name, directory, message));
    });
    await this.#readChanged(files, options);
    const summaries = await this.#collect(files, unexamined);
    if (await isSame(summaries, before.summaries)) return before;
    this.#latest = { summaries };
    this.#saver?.save(summaries);
    return this.#latest;
  }

  /** The summaries of the listed files, in their order; forgets all others. */
  async #collect(
    files: readonly StoreFile[],
    unexamined: readonly FileSummary[],
  ): Promise<readonly FileSummary[]> {
    const summaries: FileSummary[] = [];
    const known = new Map<string, FileSummary>();
    const turns = new Turns();
    for (const { name } of files) {
      const summary = this.#known.get(name);
      if (summary === undefined) continue;
      summaries.push(summary);
      known.set(name, summary);
      if (turns.isOver) await turns.next();
    }
    this.#known = known;
    if (unexamined.length === 0) return summaries;
    return [...summaries, ...unexamined].sort((left, right) =>
      compareFileNames(left.file, right.file),
    );
  }

  async #readChanged(
    files: readonly StoreFile[],
    { signal, onProgress }: Required<RefreshOptions>,
  ): Promise<void> {
    const { fs } = this.#options;
    const known = this.#known;
    const changed: StoreFile[] = [];
    const turns = new Turns(signal);
    for (const file of files) {
      if (!isUpToDate(known.get(file.name), file)) changed.push(file);
      if (turns.isOver) await turns.next();
    }
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
    const reads = Array.from({ length: READ_CONCURRENCY }, readFromQueue);
    // Wait for all, so that no file is open when the next refresh starts.
    for (const read of await Promise.allSettled(reads)) {
      if (read.status === "rejected") throw read.reason;
    }
    signal.throwIfAborted();
  }

  async #load(): Promise<IndexedFolder> {
    const { cache, directory, onNotice } = this.#options;
    let summaries: readonly FileSummary[] = [];
    try {
      const text = await cache?.load();
      const parsed = text === undefined ? [] : await parseSummaries(text, directory);
      if (parsed === undefined)
        onNotice(`The index cache for ${directory} is invalid; rebuilding it.`);
      else summaries = parsed;
    } catch (error) {
      onNotice(`Could not load the index cache for ${directory}: ${toError(error).message}`);
    }
    for (const summary of summaries) this.#known.set(summary.file.name, summary);
    return { summaries };
  }
}

function isUpToDate(summary: FileSummary | undefined, file: StoreFile): boolean {
  return (
    summary !== undefined &&
    !mustBeReadAgain(summary) &&
    summary.file.byteCount === file.byteCount &&
    summary.file.modifiedMs === file.modifiedMs
  );
}

async function isSame(
  left: readonly FileSummary[],
  right: readonly FileSummary[],
): Promise<boolean> {
  if (left.length !== right.length) return false;
  const turns = new Turns();
  for (const [index, summary] of left.entries()) {
    if (!isSameSummary(summary, right[index])) return false;
    if (turns.isOver) await turns.next();
  }
  return true;
}

/** A file that every scan reads again gets a new summary each time, so its content is compared. */
function isSameSummary(left: FileSummary, right: FileSummary | undefined): boolean {
  return left === right || (mustBeReadAgain(left) && isDeepStrictEqual(left, right));
}
