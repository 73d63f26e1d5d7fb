import type { Scheduler } from "../../platform/scheduler.ts";

/** Activation comes first; cleaning up can wait until the window has settled. */
const FIRST_RUN_MS = 10_000;

const INTERVAL_MS = 6 * 60 * 60 * 1000;

/**
 * Runs retention 10 s after the start, every 6 hours, and whenever `runSoon` is called. Runs do
 * not overlap: calls during a run lead to one further run.
 */
export class RetentionSchedule {
  readonly #scheduler: Scheduler;
  readonly #run: () => Promise<void>;
  #cancel: () => void;
  #state: "waiting" | "dueNow" | "running" | "runningAndWanted" | "disposed" = "waiting";

  /** `run` must not reject; where it does, the schedule goes on and the rejection is unhandled. */
  constructor(scheduler: Scheduler, run: () => Promise<void>) {
    this.#scheduler = scheduler;
    this.#run = run;
    this.#cancel = this.#startAfter(FIRST_RUN_MS);
  }

  /** Runs at the next turn of the event loop, or after the run that is under way. */
  runSoon(): void {
    if (this.#state === "running") this.#state = "runningAndWanted";
    // A run that is due already is not put off, however often it is asked for.
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
    const isWanted = this.#state === "runningAndWanted";
    this.#state = "waiting";
    if (isWanted) this.runSoon();
    else this.#cancel = this.#startAfter(INTERVAL_MS);
  }
}
