import { setImmediate } from "node:timers/promises";

/** Short enough for an extension host to stay responsive, long enough to cost nothing. */
const TURN_MS = 8;

/** Divides long work into turns of at most 8 ms, between which other work can run. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #endMs = performance.now() + TURN_MS;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether it is time to call `next`. Check it after each small step. */
  get isOver(): boolean {
    return performance.now() >= this.#endMs;
  }

  /** Lets other work run, then starts the next turn. Throws the signal's reason once aborted. */
  async next(): Promise<void> {
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#endMs = performance.now() + TURN_MS;
  }
}
