import type { FlushOutcome, TelemetrySink } from "../../extension/recording/sink.ts";
import { numberEvent, type UnnumberedEvent } from "../../extension/recording/unnumberedEvent.ts";
import type { TelemetryEvent } from "../../shared/event.ts";

/** A sink that collects events for inspection. */
export class CollectingSink implements TelemetrySink {
  readonly name: string;
  readonly events: TelemetryEvent[] = [];
  flushCount = 0;
  disposeCount = 0;
  /** The outcome of the next flushes. */
  outcome: FlushOutcome;

  constructor(name = "collecting") {
    this.name = name;
    this.outcome = { sink: name, ok: true };
  }

  /** The last recorded event. Throws if there is none. */
  get last(): TelemetryEvent {
    const event = this.events.at(-1);
    if (event === undefined) throw new Error(`The sink ${this.name} has no event`);
    return event;
  }

  write(event: UnnumberedEvent): void {
    this.events.push(numberEvent(event, this.events.length));
  }

  flush(): Promise<FlushOutcome> {
    this.flushCount++;
    return Promise.resolve(this.outcome);
  }

  dispose(): Promise<FlushOutcome> {
    this.disposeCount++;
    return Promise.resolve(this.outcome);
  }

  /** The only event with this name. Throws if there is not exactly one. */
  single(name: string): TelemetryEvent {
    const [event, ...more] = this.events.filter(({ event_name }) => event_name === name);
    if (event === undefined || more.length > 0) {
      throw new Error(`There are ${more.length + (event ? 1 : 0)} events named ${name}`);
    }
    return event;
  }
}
