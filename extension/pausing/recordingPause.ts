import type { Clock } from "../platform/clock.ts";

/** How long a pause lasts, and so how far ahead its end can be. */
export const PAUSE_MS = 60 * 60 * 1000;

/** By how much the clocks of two machines that share the file of the pause may differ. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/** Timers stand still while a laptop sleeps, so the clock is asked this often. */
const LONGEST_WAIT_MS = 60_000;

/** Why recording goes on. */
export type ResumeReason = "user" | "expired";

/** Runs the task once after the delay and gives back what cancels it. */
export type Schedule = (delayMs: number, task: () => void) => () => void;

export interface RecordingPauseOptions {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Called after each change, with the reason where the pause has ended. */
  readonly onChanged: (ended: ResumeReason | undefined) => void;
}

/**
 * The end that a pause really has, in epoch milliseconds: at most an hour from now. Undefined
 * where it is over already, or no time at all.
 */
export function boundedPauseEnd(untilMs: unknown, nowMs: number): number | undefined {
  if (typeof untilMs !== "number" || !(untilMs > nowMs)) return undefined;
  return Math.min(untilMs, nowMs + PAUSE_MS);
}

/** Whether no pause that was begun by this clock can end then: the clock has been set back. */
export function isTooFarAhead(untilMs: number, nowMs: number): boolean {
  return untilMs > nowMs + PAUSE_MS + CLOCK_SLACK_MS;
}

/**
 * A pause that ends by itself: once the clock shows its end, or once as much time has passed as
 * was left when it was set, whichever comes first. So a clock that is set back makes it no longer.
 */
export class RecordingPause {
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  readonly #onChanged: (ended: ResumeReason | undefined) => void;
  #current: { readonly untilMs: number; readonly untilElapsedMs: number } | undefined;
  #cancelWait: (() => void) | undefined;

  constructor({ clock, schedule, onChanged }: RecordingPauseOptions) {
    this.#clock = clock;
    this.#schedule = schedule;
    this.#onChanged = onChanged;
  }

  /** When the pause ends, in epoch milliseconds; undefined while there is none. */
  get untilMs(): number | undefined {
    return this.#current?.untilMs;
  }

  /** Begins, moves or ends the pause. The end is held to its bounds; see `boundedPauseEnd`. */
  set(untilMs: number | undefined): void {
    const nowMs = this.#clock.nowMs();
    const end = boundedPauseEnd(untilMs, nowMs);
    if (end === this.untilMs) return;
    if (end === undefined) {
      this.#end(this.#isOver() ? "expired" : "user");
      return;
    }
    this.#current = { untilMs: end, untilElapsedMs: this.#clock.elapsedMs() + end - nowMs };
    this.#wait();
    this.#onChanged(undefined);
  }

  /** Stops waiting for the end; the pause stays what it is. */
  dispose(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
  }

  #wait(): void {
    this.dispose();
    const delayMs = Math.min(Math.max(this.#leftMs(), 0), LONGEST_WAIT_MS);
    this.#cancelWait = this.#schedule(delayMs, () => {
      this.#cancelWait = undefined;
      if (this.#isOver()) this.#end("expired");
      else this.#wait();
    });
  }

  #end(reason: ResumeReason): void {
    this.dispose();
    this.#current = undefined;
    this.#onChanged(reason);
  }

  #isOver(): boolean {
    return this.#leftMs() <= 0;
  }

  #leftMs(): number {
    if (this.#current === undefined) return 0;
    const { untilMs, untilElapsedMs } = this.#current;
    return Math.min(untilMs - this.#clock.nowMs(), untilElapsedMs - this.#clock.elapsedMs());
  }
}
