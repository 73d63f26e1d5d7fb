import { errorCode, toError } from "./fileSystem.ts";
import type { Scheduler } from "./scheduler.ts";
import type { WatchFolder } from "./watchFolder.ts";

/** A look at a folder costs some milliseconds; whoever waits for a change waits no longer. */
const POLL_INTERVAL_MS = 5_000;

export interface FolderWatchOptions {
  readonly directory: string;
  readonly watchFolder: WatchFolder;
  readonly scheduler: Scheduler;
  /** Told when something may have changed. */
  readonly onChange: () => void;
  /** Told once, in a sentence, where the folder is there and cannot be watched. */
  readonly onNotice: (message: string) => void;
}

/** Follows the changes of a folder: by the system's word, and by the clock where that has none. */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  #stopWatching: (() => void) | undefined;
  #cancelPoll: (() => void) | undefined;
  #isNoticed = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  /** Watches, unless it does so already; call it again to find a folder that was made meanwhile. */
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
    // Our own folder comes into being with the first event.
    const isThere = reason !== undefined && errorCode(reason) !== "ENOENT";
    if (isThere && !this.#isNoticed) {
      this.#isNoticed = true;
      onNotice(
        `${directory} cannot be watched, so it is looked at every 5 seconds: ${reason.message}`,
      );
    }
    this.#cancelPoll ??= scheduler.schedule(POLL_INTERVAL_MS, () => {
      this.#cancelPoll = undefined;
      this.start();
      onChange();
    });
  }
}
