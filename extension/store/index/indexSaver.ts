import type { FileSummary } from "./fileSummary.ts";
import { toError } from "../../platform/fileSystem.ts";
import { encodeSummaries, type IndexCache } from "./indexCache.ts";
import type { Scheduler } from "../../platform/scheduler.ts";

/** An index is written as a whole, and losing half a minute of it costs little at the next start. */
const SAVE_INTERVAL_MS = 30_000;

export interface IndexSaverOptions {
  readonly cache: IndexCache;
  /** Spreads the saves; without it each result is saved at once. */
  readonly scheduler?: Scheduler | undefined;
  /** Told the reason where a save failed. */
  readonly onFailed: (reason: string) => void;
}

/**
 * Saves an index, one save at a time and the latest result last: the first at once, further ones
 * at most every 30 s.
 */
export class IndexSaver {
  readonly #options: IndexSaverOptions;
  #unsaved: readonly FileSummary[] | undefined;
  #saving: Promise<void> | undefined;
  #cancelPause: (() => void) | undefined;

  constructor(options: IndexSaverOptions) {
    this.#options = options;
  }

  save(summaries: readonly FileSummary[]): void {
    this.#unsaved = summaries;
    if (this.#cancelPause === undefined) this.#begin();
  }

  /** Saves what was put off, and is done once that is, or has failed. */
  async flush(): Promise<void> {
    this.#cancelPause?.();
    this.#cancelPause = undefined;
    this.#saving ??= this.#unsaved && this.#saveAll();
    await this.#saving;
  }

  #begin(): void {
    const { scheduler } = this.#options;
    this.#cancelPause = scheduler?.schedule(SAVE_INTERVAL_MS, () => {
      this.#cancelPause = undefined;
      if (this.#unsaved !== undefined) this.#begin();
    });
    this.#saving ??= this.#saveAll();
  }

  /** What goes on the disk without a further pause. */
  #next(): readonly FileSummary[] | undefined {
    return this.#cancelPause === undefined ? this.#unsaved : undefined;
  }

  async #saveAll(): Promise<void> {
    const { cache, onFailed } = this.#options;
    for (let result = this.#unsaved; result !== undefined; result = this.#next()) {
      this.#unsaved = undefined;
      try {
        await cache.save(await encodeSummaries(result));
      } catch (error) {
        onFailed(toError(error).message);
      }
    }
    this.#saving = undefined;
  }
}
