import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { abortable } from "../platform/abortable.ts";
import type { Clock } from "../platform/clock.ts";
import { CountTally, tallyFiles } from "../store/index/countTally.ts";
import { DayIndex } from "../store/index/dayIndex.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { IndexCache } from "../store/index/indexCache.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Source } from "../actions/sources.ts";

/** How often the first scan reports progress. */
const PROGRESS_INTERVAL_MS = 100;

export interface StoreViewOptions {
  readonly fs: FileSystem;
  readonly source: Source;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly cache?: IndexCache;
  readonly t: L10n["t"];
  readonly onNotice: (message: string) => void;
  /** Called after each scan, and as the first one progresses. */
  readonly onChanged: () => void;
}

/** One source as the panel shows it: its files as of the last scan. */
export class StoreView {
  readonly source: Source;
  readonly #options: StoreViewOptions;
  /** Undefined if the source has no folder. */
  readonly #index: DayIndex | undefined;
  readonly #closed = new AbortController();
  readonly #firstScan = Promise.withResolvers<undefined>();
  #state: Snapshot["index"] = { state: "reading", readFileCount: 0, fileCount: 0 };
  #summaries: readonly FileSummary[] = [];
  #counts = new CountTally();
  #byName: ReadonlyMap<string, FileSummary> = new Map();
  #progressReportedMs = 0;
  #scan: Promise<void> | undefined;
  #nextScan: Promise<void> | undefined;

  constructor(options: StoreViewOptions) {
    this.source = options.source;
    this.#options = options;
    const { fs, source, scheduler, cache, onNotice } = options;
    const { directory } = source;
    if (directory === undefined) return;
    this.#index = new DayIndex({
      fs,
      directory,
      scheduler,
      onNotice,
      ...(cache !== undefined && { cache }),
    });
  }

  get state(): Snapshot["index"] {
    return this.#state;
  }

  /** Sorted by `compareFileNames`. */
  get summaries(): readonly FileSummary[] {
    return this.#summaries;
  }

  /** Of all files. */
  get counts(): CountTally {
    return this.#counts;
  }

  /** The file with that name, if the last scan found it. */
  find(fileName: string): FileSummary | undefined {
    return this.#byName.get(fileName);
  }

  /**
   * The summaries, after the first scan. Throws the signal's reason if it is aborted, an AbortError
   * if the view is closed, and "io" if the last scan failed.
   */
  async whenScanned(signal: AbortSignal): Promise<readonly FileSummary[]> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    ended.throwIfAborted();
    await abortable(this.#firstScan.promise, ended);
    if (this.#state.state !== "failed") return this.#summaries;
    const { message } = this.#state;
    const { directory = "" } = this.source;
    throw new ProtocolError(
      "io",
      this.#options.t("Could not read the telemetry folder {0}: {1}", directory, message),
    );
  }

  /**
   * Scans the folder again; calls during a scan share the next one. Never rejects: a failure is
   * part of the state.
   */
  refresh(): Promise<void> {
    if (this.#nextScan !== undefined) return this.#nextScan;
    if (this.#scan === undefined) return this.#startScan();
    this.#nextScan = this.#scan.then(() => {
      this.#nextScan = undefined;
      return this.#startScan();
    });
    return this.#nextScan;
  }

  /** Saves the index cache without further delay. */
  save(): void {
    void this.#index?.flush();
  }

  close(): void {
    this.#closed.abort();
    this.save();
  }

  #startScan(): Promise<void> {
    this.#scan = this.#scanFolder().finally(() => {
      this.#scan = undefined;
    });
    return this.#scan;
  }

  async #scanFolder(): Promise<void> {
    try {
      const indexed = await this.#index?.refresh({
        signal: this.#closed.signal,
        onProgress: (readFileCount, fileCount) => {
          this.#reportProgress(readFileCount, fileCount);
        },
      });
      const summaries = indexed?.summaries ?? [];
      if (summaries.length === 0) await this.#requireFolder();
      const counts = await tallyFiles(summaries);
      this.#closed.signal.throwIfAborted();
      this.#summaries = summaries;
      this.#counts = counts;
      this.#byName = new Map(summaries.map((summary) => [summary.file.name, summary]));
      this.#state = { state: "ready" };
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      const message = this.#describe(error);
      this.#state = { state: "failed", message };
      this.#options.onNotice(`Could not read ${this.source.directory ?? ""}: ${message}`);
    }
    this.#firstScan.resolve(undefined);
    this.#options.onChanged();
  }

  /** Rejects if the folder is missing, except for our own: the first event creates it. */
  async #requireFolder(): Promise<void> {
    const { fs, source } = this.#options;
    if (source.kind === "own" || source.directory === undefined) return;
    await abortable(fs.stat(source.directory), this.#closed.signal);
  }

  #describe(error: unknown): string {
    if (errorCode(error) !== "ENOENT") return toError(error).message;
    return this.#options.t("it no longer exists");
  }

  /** Only for the first scan: later ones are short, and the panel keeps showing its data. */
  #reportProgress(readFileCount: number, fileCount: number): void {
    if (this.#state.state !== "reading") return;
    this.#state = { state: "reading", readFileCount, fileCount };
    const nowMs = this.#options.clock.nowMs();
    if (Math.abs(nowMs - this.#progressReportedMs) < PROGRESS_INTERVAL_MS) return;
    this.#progressReportedMs = nowMs;
    this.#options.onChanged();
  }
}

/** Throws "refused" if the source has no folder. */
export function requireDirectory({ directory }: Source, t: L10n["t"]): string {
  if (directory !== undefined) return directory;
  throw new ProtocolError("refused", t("Telemetry is not stored on this machine."));
}
