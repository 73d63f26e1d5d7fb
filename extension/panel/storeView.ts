import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { abortable } from "../platform/abortable.ts";
import type { Clock } from "../platform/clock.ts";
import { DayIndex } from "../store/index/dayIndex.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { IndexCache } from "../store/index/indexCache.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Source } from "../actions/sources.ts";

/** How often the progress of a first reading is told. */
const PROGRESS_INTERVAL_MS = 100;

export interface StoreViewOptions {
  readonly fs: FileSystem;
  readonly source: Source;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly cache?: IndexCache;
  readonly t: L10n["t"];
  readonly onNotice: (message: string) => void;
  /** Told after each look, and of the progress of the first. */
  readonly onChanged: () => void;
}

/** One source as the panel shows it: what its files held at the last look. */
export class StoreView {
  readonly source: Source;
  readonly #options: StoreViewOptions;
  readonly #index: DayIndex;
  readonly #closed = new AbortController();
  readonly #firstLook = Promise.withResolvers<undefined>();
  #state: Snapshot["index"] = { state: "reading", readFileCount: 0, fileCount: 0 };
  #summaries: readonly FileSummary[] = [];
  #byName: ReadonlyMap<string, FileSummary> = new Map();
  #progressToldMs = 0;
  #look: Promise<void> | undefined;
  #nextLook: Promise<void> | undefined;

  constructor(options: StoreViewOptions) {
    this.source = options.source;
    this.#options = options;
    const { fs, source, scheduler, cache, onNotice } = options;
    this.#index = new DayIndex({
      fs,
      directory: source.directory,
      scheduler,
      onNotice,
      ...(cache !== undefined && { cache }),
    });
  }

  get state(): Snapshot["index"] {
    return this.#state;
  }

  /** In the order of `compareFileNames`. */
  get summaries(): readonly FileSummary[] {
    return this.#summaries;
  }

  /** The file of that name, if it was there at the last look. */
  find(fileName: string): FileSummary | undefined {
    return this.#byName.get(fileName);
  }

  /**
   * The summaries once there was a first look. Throws the signal's reason when it is aborted, an
   * AbortError when the view is closed, and "io" where the last look failed.
   */
  async whenRead(signal: AbortSignal): Promise<readonly FileSummary[]> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    ended.throwIfAborted();
    await abortable(this.#firstLook.promise, ended);
    if (this.#state.state !== "failed") return this.#summaries;
    const { message } = this.#state;
    const { directory } = this.source;
    throw new ProtocolError(
      "io",
      this.#options.t("The folder {0} could not be read: {1}", directory, message),
    );
  }

  /**
   * Looks at the folder again, once for all who ask while another look is under way. Never rejects:
   * what fails is the state.
   */
  refresh(): Promise<void> {
    if (this.#nextLook !== undefined) return this.#nextLook;
    if (this.#look === undefined) return this.#startLook();
    this.#nextLook = this.#look.then(() => {
      this.#nextLook = undefined;
      return this.#startLook();
    });
    return this.#nextLook;
  }

  /** Brings what was seen to the disk, where that was put off. */
  save(): void {
    void this.#index.saved();
  }

  close(): void {
    this.#closed.abort();
    this.save();
  }

  #startLook(): Promise<void> {
    this.#look = this.#lookAtFolder().finally(() => {
      this.#look = undefined;
    });
    return this.#look;
  }

  async #lookAtFolder(): Promise<void> {
    try {
      const { summaries } = await this.#index.refresh({
        signal: this.#closed.signal,
        onProgress: (readFileCount, fileCount) => {
          this.#tellProgress(readFileCount, fileCount);
        },
      });
      if (summaries.length === 0) await this.#expectFolder();
      this.#summaries = summaries;
      this.#byName = new Map(summaries.map((summary) => [summary.file.name, summary]));
      this.#state = { state: "ready" };
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      const message = this.#describe(error);
      this.#state = { state: "failed", message };
      this.#options.onNotice(`${this.source.directory} could not be read: ${message}`);
    }
    this.#firstLook.resolve(undefined);
    this.#options.onChanged();
  }

  /** Our own folder comes into being with the first event; any other one was there already. */
  async #expectFolder(): Promise<void> {
    const { fs, source } = this.#options;
    if (source.kind === "own") return;
    await abortable(fs.stat(source.directory), this.#closed.signal);
  }

  #describe(error: unknown): string {
    if (errorCode(error) !== "ENOENT") return toError(error).message;
    return this.#options.t("it is not there any more");
  }

  /** Only of the first look: later ones are short, and what is on screen stays. */
  #tellProgress(readFileCount: number, fileCount: number): void {
    if (this.#state.state !== "reading") return;
    this.#state = { state: "reading", readFileCount, fileCount };
    const nowMs = this.#options.clock.nowMs();
    if (Math.abs(nowMs - this.#progressToldMs) < PROGRESS_INTERVAL_MS) return;
    this.#progressToldMs = nowMs;
    this.#options.onChanged();
  }
}
