import type { Clock } from "../../extension/platform/clock.ts";

/** A clock that only changes when a test changes it. */
export class ManualClock implements Clock {
  #nowMs: number;
  #elapsedMs = 0;

  /** `now` is in epoch milliseconds or an ISO instant. */
  constructor(now: number | string) {
    this.#nowMs = typeof now === "string" ? Date.parse(now) : now;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Advances the elapsed time and the system time. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
    this.#elapsedMs += byMs;
  }

  /** Sets the system time without elapsed time. */
  set(now: number | string): void {
    this.#nowMs = typeof now === "string" ? Date.parse(now) : now;
  }
}
