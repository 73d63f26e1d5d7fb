import type { TelemetryEvent } from "../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../recording/sink.ts";

/**
 * Holds events back in memory until it is known whether they may be recorded. Whoever makes it
 * says so within a bounded time, since a flush and the disposal wait for that.
 */
export class HeldSink implements TelemetrySink {
  readonly #sink: TelemetrySink;
  #held: TelemetryEvent[] | undefined = [];
  #discardedCount = 0;
  readonly #decided = Promise.withResolvers<undefined>();

  constructor(sink: TelemetrySink) {
    this.#sink = sink;
  }

  get name(): string {
    return this.#sink.name;
  }

  write(event: TelemetryEvent): void {
    if (this.#held !== undefined) {
      this.#held.push(event);
      return;
    }
    if (this.#discardedCount === 0) {
      this.#sink.write(event);
      return;
    }
    // A gap in a session's numbers means a loss, and nothing is lost that was not to be recorded.
    const event_sequence = event.event_sequence - this.#discardedCount;
    this.#sink.write({ ...event, event_sequence });
  }

  async flush(): Promise<FlushOutcome> {
    await this.#decided.promise;
    return this.#sink.flush();
  }

  async dispose(): Promise<FlushOutcome> {
    await this.#decided.promise;
    return this.#sink.dispose();
  }

  /** Passes on what was held back and all that comes. Does nothing a second time. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.#sink.write(event);
    this.#decided.resolve(undefined);
  }

  /** Forgets what was held back and passes on what comes. Does nothing after `release`. */
  discard(): void {
    this.#discardedCount += this.#held?.length ?? 0;
    this.#held = [];
    this.release();
  }
}
