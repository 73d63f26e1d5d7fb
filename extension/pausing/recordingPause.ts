import type { Clock } from "../platform/clock.ts";

/** The length of a pause, which bounds how far ahead it can end. */
export const PAUSE_MS = 60 * 60 * 1000;

/** Timers stop while a laptop sleeps, so the clock is checked at least this often. */
const MAX_WAIT_MS = 60_000;

/** Why recording resumed. */
export type ResumeReason = "user" | "expired";

/** Runs the task once after the delay. Returns a function that cancels it. */
export type Schedule = (delayMs: number, task: () => void) => () => void;

export interface RecordingPauseOptions {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Called after each change; `ended` is set if the pause ended. */
  readonly onChanged: (ended: ResumeReason | undefined) => void;
}

/**
 * The end of the pause in epoch milliseconds, capped at one hour from now. Undefined if it has
 * passed or is not a number.
 */
export function boundedPauseEnd(untilMs: unknown, nowMs: number): number | undefined {
  if (typeof untilMs !== "number" || !(untilMs > nowMs)) return undefined;
  return Math.min(untilMs, nowMs + PAUSE_MS);
}

/**
 * A pause that ends automatically: when the wall clock reaches its end or when its duration has
 * elapsed, whichever comes first. So setting the clock back cannot prolong it.
 */
export class RecordingPause {
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  readonly #onChanged: (ended: ResumeReason | undefined) => void;
  #current: { readonly untilMs: number; readonly untilElapsedMs: number } | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, schedule, onChanged }: RecordingPauseOptions) {
    this.#clock = clock;
    this.#schedule = schedule;
    this.#onChanged = onChanged;
  }

  /** When the pause ends, in epoch milliseconds; undefined if not paused. */
  get untilMs(): number | undefined {
    return this.#current?.untilMs;
  }

  /** Starts, moves or ends the pause. The end is bounded by `boundedPauseEnd`. */
  set(untilMs: number | undefined): void {
    const nowMs = this.#clock.nowMs();
    const end = boundedPauseEnd(untilMs, nowMs);
    if (end === this.untilMs) return;
    if (end === undefined) {
      this.#end(this.#hasExpired() ? "expired" : "user");
      return;
    }
    this.#current = { untilMs: end, untilElapsedMs: this.#clock.elapsedMs() + end - nowMs };
    this.#scheduleEnd();
    this.#onChanged(undefined);
  }

  /** Stops the timer without ending the pause. */
  dispose(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #scheduleEnd(): void {
    this.dispose();
    const delayMs = Math.min(Math.max(this.#remainingMs(), 0), MAX_WAIT_MS);
    this.#cancelTimer = this.#schedule(delayMs, () => {
      this.#cancelTimer = undefined;
      if (this.#hasExpired()) this.#end("expired");
      else this.#scheduleEnd();
    });
  }

  #end(reason: ResumeReason): void {
    this.dispose();
    this.#current = undefined;
    this.#onChanged(reason);
  }

  #hasExpired(): boolean {
    return this.#remainingMs() <= 0;
  }

  #remainingMs(): number {
    if (this.#current === undefined) return 0;
    const { untilMs, untilElapsedMs } = this.#current;
    return Math.min(untilMs - this.#clock.nowMs(), untilElapsedMs - this.#clock.elapsedMs());
  }
}
