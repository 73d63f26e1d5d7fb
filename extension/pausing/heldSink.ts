import { abortable } from "../platform/abortable.ts";
import type { TelemetryEvent } from "../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../recording/sink.ts";

/**
 * Holds events in memory until it is known whether they may be recorded. The owner must call
 * `release` or `discard` within bounded time, because `flush` waits for it.
 */
export class HeldSink implements TelemetrySink {
  readonly #sink: TelemetrySink;
  readonly #onNotice: (message: string) => void;
  #held: TelemetryEvent[] | undefined = [];
  #discardedCount = 0;
  readonly #resolved = Promise.withResolvers<undefined>();

  constructor(sink: TelemetrySink, onNotice: (message: string) => void) {
    this.#sink = sink;
    this.#onNotice = onNotice;
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

  /** Discards the held events if it is not known in time whether they may be recorded. */
  async dispose(deadline: AbortSignal): Promise<FlushOutcome> {
    try {
      await abortable(this.#resolved.promise, deadline);
    } catch {
      const count = this.#held?.length ?? 0;
      this.discard();
      if (count > 0) {
        this.#onNotice(
          `${count} telemetry events were discarded: the window closed before it was known ` +
            "whether recording is paused.",
        );
      }
    }
    return this.#sink.dispose(deadline);
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
