import type { TelemetryEvent } from "../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../recording/sink.ts";

/**
 * Holds events in memory until it is known whether they may be recorded. The owner must call
 * `release` or `discard` within bounded time, because `flush` and `dispose` wait for it.
 */
export class HeldSink implements TelemetrySink {
  readonly #sink: TelemetrySink;
  #held: TelemetryEvent[] | undefined = [];
  #discardedCount = 0;
  readonly #resolved = Promise.withResolvers<undefined>();

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
    // A gap in a session's sequence means dropped events, which these are not.
    const event_sequence = event.event_sequence - this.#discardedCount;
    this.#sink.write({ ...event, event_sequence });
  }

  async flush(): Promise<FlushOutcome> {
    await this.#resolved.promise;
    return this.#sink.flush();
  }

  async dispose(): Promise<FlushOutcome> {
    await this.#resolved.promise;
    return this.#sink.dispose();
  }

  /** Forwards the held events and all later ones. No-op on later calls. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.#sink.write(event);
    this.#resolved.resolve(undefined);
  }

  /** Discards the held events and forwards later ones. No-op after `release`. */
  discard(): void {
    this.#discardedCount += this.#held?.length ?? 0;
    this.#held = [];
    this.release();
  }
}
