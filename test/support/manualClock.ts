import type { Clock } from "../../extension/platform/clock.ts";

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #nowMs: number;
  #elapsedMs = 0;

  /** `now` in epoch milliseconds or as an ISO instant. */
  constructor(now: number | string) {
    this.#nowMs = typeof now === "string" ? Date.parse(now) : now;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Time passes. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
    this.#elapsedMs += byMs;
  }

  /** Somebody sets the machine's clock; no time passes. */
  set(now: number | string): void {
    this.#nowMs = typeof now === "string" ? Date.parse(now) : now;
  }
}
