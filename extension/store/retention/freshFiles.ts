import { DAY_MS } from "../../../shared/days.ts";
import type { Clock } from "../../platform/clock.ts";

/**
 * How long a file counts as fresh after a write, in running time, which ignores the wall clock.
 */
const FRESH_MS = DAY_MS;

/** Which files the current session wrote to in the last 24 hours of its running time. */
export class FreshFiles {
  readonly #clock: Pick<Clock, "elapsedMs">;
  readonly #writtenMs = new Map<string, number>();

  constructor(clock: Pick<Clock, "elapsedMs">) {
    this.#clock = clock;
  }

  /** The session just wrote to that file. */
  add(fileName: string): void {
    this.#writtenMs.set(fileName, this.#clock.elapsedMs());
  }

  names(): ReadonlySet<string> {
    const sinceMs = this.#clock.elapsedMs() - FRESH_MS;
    for (const [name, writtenMs] of this.#writtenMs) {
      if (writtenMs < sinceMs) this.#writtenMs.delete(name);
    }
    return new Set(this.#writtenMs.keys());
  }
}
