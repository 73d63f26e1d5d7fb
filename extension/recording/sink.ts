import type { TelemetryEvent } from "../../shared/event.ts";

/** A flush after which events are still in memory; they will be tried again. */
export interface FailedFlush {
  readonly sink: string;
  readonly ok: false;
  readonly pendingEvents: number;
  readonly error: Error;
}

/** How a flush of one sink ended. */
export type FlushOutcome = { readonly sink: string; readonly ok: true } | FailedFlush;

/** Where recorded events go. */
export interface TelemetrySink {
  readonly name: string;
  /** Takes the event into memory. No I/O, never throws. */
  write(event: TelemetryEvent): void;
  /** Brings what was taken so far to its place; never rejects. */
  flush(): Promise<FlushOutcome>;
  /** The last flush; what is written afterwards is refused. Never rejects, ends in bounded time. */
  dispose(): Promise<FlushOutcome>;
}
