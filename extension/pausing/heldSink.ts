import { abortable } from "../platform/abortable.ts";
import type { FlushOutcome, TelemetrySink } from "../recording/sink.ts";
import type { UnnumberedEvent } from "../recording/unnumberedEvent.ts";

/**
 * Holds events in memory until it is known whether they may be recorded. The owner must call
 * `release` or `discard` within bounded time, because `flush` waits for it.
 */
export class HeldSink implements TelemetrySink {
  readonly #sink: TelemetrySink;
  readonly #onNotice: (message: string) => void;
  #held: UnnumberedEvent[] | undefined = [];
  readonly #resolved = Promise.withResolvers<undefined>();

  constructor(sink: TelemetrySink, onNotice: (message: string) => void) {
    this.#sink = sink;
    this.#onNotice = onNotice;
  }

  get name(): string {
    return this.#sink.name;
  }

  write(event: UnnumberedEvent): void {
    if (this.#held === undefined) this.#sink.write(event);
    else this.#held.push(event);
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
    this.#held = [];
    this.release();
  }
}
