import type { Scheduler } from "../../platform/scheduler.ts";
import type { LocalSinkConfig } from "../localSinkConfig.ts";

/** Why a flush is scheduled. Later entries take precedence over earlier ones. */
const REASONS = ["interval", "error", "batch", "retry"] as const;
type Reason = (typeof REASONS)[number];

/** Errors are written early, because a crash may follow. */
const ERROR_FLUSH_MS = 1_000;

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

export interface FlushScheduleOptions {
  readonly scheduler: Scheduler;
  readonly config: Pick<LocalSinkConfig, "flushBatchSize" | "flushIntervalMs">;
  readonly onDue: () => void;
}

/** The timer of the next flush. There is at most one; only a more urgent reason replaces it. */
export class FlushSchedule {
  readonly #scheduler: Scheduler;
  readonly #onDue: () => void;
  #config: FlushScheduleOptions["config"];
  #next: { readonly reason: Reason; readonly cancel: () => void } | undefined;

  constructor({ scheduler, config, onDue }: FlushScheduleOptions) {
    this.#scheduler = scheduler;
    this.#config = config;
    this.#onDue = onDue;
  }

  /** Takes effect immediately if buffered events are waiting, unless an error or a retry is due. */
  setConfig(config: FlushScheduleOptions["config"], bufferedCount: number): void {
    this.#config = config;
    if (this.#next?.reason !== "interval" && this.#next?.reason !== "batch") return;
    this.cancel();
    this.schedule(bufferedCount, false);
  }

  /** Schedules a flush of buffered events; `hasError` if one of them carries an error. */
  schedule(bufferedCount: number, hasError: boolean): void {
    if (bufferedCount >= this.#config.flushBatchSize) this.#set("batch", 0);
    else if (hasError) this.#set("error", ERROR_FLUSH_MS);
    else this.#set("interval", this.#config.flushIntervalMs);
  }

  /**
   * Schedules the retry after `failureCount` failures in a row (1 or more), with exponential
   * backoff.
   */
  scheduleRetry(failureCount: number): void {
    this.#set("retry", Math.min(FIRST_RETRY_MS * 2 ** (failureCount - 1), MAX_RETRY_MS));
  }

  cancel(): void {
    this.#next?.cancel();
    this.#next = undefined;
  }

  #set(reason: Reason, delayMs: number): void {
    const current = this.#next?.reason;
    if (current !== undefined && REASONS.indexOf(reason) <= REASONS.indexOf(current)) return;
    this.cancel();
    const cancel = this.#scheduler.schedule(delayMs, () => {
      this.#next = undefined;
      this.#onDue();
    });
    this.#next = { reason, cancel };
  }
}
