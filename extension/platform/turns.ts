import { setImmediate } from "node:timers/promises";
import { systemClock, type Clock } from "./clock.ts";

/** Short enough for an extension host to stay responsive, long enough to cost nothing. */
const TURN_MS = 8;

/** Divides long work into turns of at most 8 ms, between which other work can run. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Pick<Clock, "elapsedMs">;
  #endMs: number;

  constructor(signal?: AbortSignal, clock: Pick<Clock, "elapsedMs"> = systemClock) {
    this.#signal = signal;
    this.#clock = clock;
    this.#endMs = clock.elapsedMs() + TURN_MS;
  }

  /** Whether it is time to call `next`. Cheap enough to check after each small step. */
  get isOver(): boolean {
    return this.#clock.elapsedMs() >= this.#endMs;
  }

  /** Lets other work run, then starts the next turn. Throws the signal's reason once aborted. */
  async next(): Promise<void> {
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#endMs = this.#clock.elapsedMs() + TURN_MS;
  }
}
