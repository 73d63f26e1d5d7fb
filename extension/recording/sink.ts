import type { TelemetryEvent } from "../../shared/event.ts";

/** A flush that left events buffered; they will be retried. */
export interface FailedFlush {
  readonly sink: string;
  readonly ok: false;
  readonly pendingEvents: number;
  readonly error: Error;
}

/** The outcome of flushing one sink. */
export type FlushOutcome = { readonly sink: string; readonly ok: true } | FailedFlush;

/** A destination for recorded events. */
export interface TelemetrySink {
  readonly name: string;
  /** Buffers the event in memory. Does no I/O and never throws. */
  write(event: TelemetryEvent): void;
  /** Writes the events buffered so far. Never rejects. */
  flush(): Promise<FlushOutcome>;
  /**
   * Flushes a last time; later writes are ignored. Never rejects, and settles as soon as `deadline`
   * is aborted.
   */
  dispose(deadline: AbortSignal): Promise<FlushOutcome>;
}
