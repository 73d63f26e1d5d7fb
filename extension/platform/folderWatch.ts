import { errorCode, toError } from "./fileSystem.ts";
import type { Scheduler } from "./scheduler.ts";
import type { WatchFolder } from "./watchFolder.ts";

/** A scan takes a few milliseconds; this is the longest a change goes unnoticed. */
const POLL_INTERVAL_MS = 5_000;

export interface FolderWatchOptions {
  readonly directory: string;
  readonly watchFolder: WatchFolder;
  readonly scheduler: Scheduler;
  /** Called when something may have changed. */
  readonly onChange: () => void;
  /** Called once with a message if the folder exists but cannot be watched. */
  readonly onNotice: (message: string) => void;
}

/** Watches a folder for changes, and polls it while it cannot be watched. */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  #stopWatching: (() => void) | undefined;
  #cancelPoll: (() => void) | undefined;
  #hasNotified = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  /** Starts watching unless it already is. Call again to pick up a folder created since. */
  start(): void {
    if (this.#stopWatching !== undefined) return;
    const { directory, watchFolder, onChange } = this.#options;
    try {
      this.#stopWatching = watchFolder(directory, onChange, (reason) => {
        this.#stopWatching = undefined;
        this.#poll(reason);
      });
      this.#cancelPoll?.();
      this.#cancelPoll = undefined;
    } catch (error) {
      this.#poll(toError(error));
    }
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
  }

  #poll(reason: Error | undefined): void {
    const { directory, scheduler, onChange, onNotice } = this.#options;
    // Our own folder is created with the first event.
    const exists = reason !== undefined && errorCode(reason) !== "ENOENT";
    if (exists && !this.#hasNotified) {
      this.#hasNotified = true;
      onNotice(`${directory} cannot be watched; checking it every 5 seconds: ${reason.message}`);
    }
    this.#cancelPoll ??= scheduler.schedule(POLL_INTERVAL_MS, () => {
      this.#cancelPoll = undefined;
      this.start();
      onChange();
    });
  }
}
