import type { UnnumberedEvent } from "./unnumberedEvent.ts";

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
  /**
   * Buffers the event in memory and numbers accepted events 0, 1, 2, …. Does no I/O and never
   * throws.
   */
  write(event: UnnumberedEvent): void;
  /** Writes the events buffered so far. Never rejects. */
  flush(): Promise<FlushOutcome>;
  /**
   * Flushes a last time; later writes are ignored. Never rejects, and settles as soon as `deadline`
   * is aborted.
   */
  dispose(deadline: AbortSignal): Promise<FlushOutcome>;
}
