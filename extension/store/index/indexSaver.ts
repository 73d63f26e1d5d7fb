import type { FileSummary } from "./fileSummary.ts";
import { toError } from "../../platform/fileSystem.ts";
import { encodeSummaries, type IndexCache } from "./indexCache.ts";
import type { Scheduler } from "../../platform/scheduler.ts";

/** The index is written as a whole; losing half a minute of changes costs little. */
const SAVE_INTERVAL_MS = 30_000;

export interface IndexSaverOptions {
  readonly cache: IndexCache;
  /** Throttles the saves; without it, each result is saved immediately. */
  readonly scheduler?: Scheduler | undefined;
  /** Called with the reason if a save fails. */
  readonly onError: (reason: string) => void;
}

/**
 * Saves the latest index, one save at a time: the first immediately, later ones at most every 30 s.
 */
export class IndexSaver {
  readonly #options: IndexSaverOptions;
  #unsaved: readonly FileSummary[] | undefined;
  #saving: Promise<void> | undefined;
  #cancelDelay: (() => void) | undefined;

  constructor(options: IndexSaverOptions) {
    this.#options = options;
  }

  save(summaries: readonly FileSummary[]): void {
    this.#unsaved = summaries;
    if (this.#cancelDelay === undefined) this.#startSaving();
  }

  /** Saves pending changes. Resolves once they are saved or saving has failed. */
  async flush(): Promise<void> {
    this.#cancelDelay?.();
    this.#cancelDelay = undefined;
    this.#saving ??= this.#unsaved && this.#saveAll();
    await this.#saving;
  }

  #startSaving(): void {
    const { scheduler } = this.#options;
    this.#cancelDelay = scheduler?.schedule(SAVE_INTERVAL_MS, () => {
      this.#cancelDelay = undefined;
      if (this.#unsaved !== undefined) this.#startSaving();
    });
    this.#saving ??= this.#saveAll();
  }

  /** The result to save right away, if any. */
  #next(): readonly FileSummary[] | undefined {
    return this.#cancelDelay === undefined ? this.#unsaved : undefined;
  }

  async #saveAll(): Promise<void> {
    const { cache, onError } = this.#options;
    for (let result = this.#unsaved; result !== undefined; result = this.#next()) {
      this.#unsaved = undefined;
      try {
        await cache.save(await encodeSummaries(result));
      } catch (error) {
        onError(toError(error).message);
      }
    }
    this.#saving = undefined;
  }
}
