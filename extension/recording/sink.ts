import type { TelemetryEvent } from "../../shared/event.ts";

/** How a flush of one sink ended. */
export type FlushOutcome =
  | { readonly sink: string; readonly ok: true }
  | {
      readonly sink: string;
      readonly ok: false;
      /** Events that are still in memory and will be tried again. */
      readonly pendingEvents: number;
      readonly error: Error;
    };

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
