import type { Snapshot } from "../../shared/protocol/values.ts";
import { abortable } from "../export/abortable.ts";
import type { Clock } from "../recording/clock.ts";
import { DayIndex } from "../store/dayIndex.ts";
import { toError, type FileSystem } from "../store/fileSystem.ts";
import type { FileSummary } from "../store/fileSummary.ts";
import type { IndexCache } from "../store/indexCache.ts";
import type { Source } from "./sources.ts";

/** How often the progress of a first reading is told. */
const PROGRESS_INTERVAL_MS = 100;

export interface StoreViewOptions {
  readonly fs: FileSystem;
  readonly source: Source;
  readonly clock: Clock;
  readonly cache?: IndexCache;
  readonly onNotice: (message: string) => void;
  /** Told when there is something new to show. */
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

  constructor(options: StoreViewOptions) {
    this.source = options.source;
    this.#options = options;
    const { fs, source, cache, onNotice } = options;
    this.#index = new DayIndex({
      fs,
      directory: source.directory,
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
   * The summaries once there was a first look. Throws the signal's reason when it is aborted, and
   * an AbortError when the view is closed.
   */
  async whenRead(signal: AbortSignal): Promise<readonly FileSummary[]> {
    await abortable(this.#firstLook.promise, AbortSignal.any([signal, this.#closed.signal]));
    return this.#summaries;
  }

  /** Looks at the folder again. Never rejects: what fails is the state. */
  async refresh(): Promise<void> {
    try {
      const { summaries } = await this.#index.refresh({
        signal: this.#closed.signal,
        onProgress: (readFileCount, fileCount) => {
          this.#tellProgress(readFileCount, fileCount);
        },
      });
      this.#summaries = summaries;
      this.#byName = new Map(summaries.map((summary) => [summary.file.name, summary]));
      this.#state = { state: "ready" };
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      const { message } = toError(error);
      this.#state = { state: "failed", message };
      this.#options.onNotice(`${this.source.directory} could not be read: ${message}`);
    }
    this.#firstLook.resolve(undefined);
    this.#options.onChanged();
  }

  close(): void {
    this.#closed.abort();
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
