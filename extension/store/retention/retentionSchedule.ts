import type { Scheduler } from "../../platform/scheduler.ts";

/** Cleanup can wait until activation is over and the window has settled. */
const FIRST_RUN_MS = 10_000;

const INTERVAL_MS = 6 * 60 * 60 * 1000;

/**
 * Runs retention 10 s after the start, every 6 hours, and whenever `runSoon` is called. Runs never
 * overlap: calls during a run trigger one more run.
 */
export class RetentionSchedule {
  readonly #scheduler: Scheduler;
  readonly #run: () => Promise<void>;
  #cancel: () => void;
  #state: "waiting" | "dueNow" | "running" | "rerunRequested" | "disposed" = "waiting";

  /** `run` must not reject; if it does, the rejection is unhandled but the schedule continues. */
  constructor(scheduler: Scheduler, run: () => Promise<void>) {
    this.#scheduler = scheduler;
    this.#run = run;
    this.#cancel = this.#startAfter(FIRST_RUN_MS);
  }

  /** Runs on the next turn of the event loop, or after the current run. */
  runSoon(): void {
    if (this.#state === "running") this.#state = "rerunRequested";
    // Further requests must not postpone a run that is already due.
    if (this.#state !== "waiting") return;
    this.#cancel();
    this.#state = "dueNow";
    this.#cancel = this.#startAfter(0);
  }

  dispose(): void {
    this.#state = "disposed";
    this.#cancel();
  }

  #startAfter(delayMs: number): () => void {
    return this.#scheduler.schedule(delayMs, () => {
      this.#state = "running";
      void this.#run().finally(() => {
        this.#afterRun();
      });
    });
  }

  #afterRun(): void {
    if (this.#state === "disposed") return;
    const isRerunRequested = this.#state === "rerunRequested";
    this.#state = "waiting";
    if (isRerunRequested) this.runSoon();
    else this.#cancel = this.#startAfter(INTERVAL_MS);
  }
}
