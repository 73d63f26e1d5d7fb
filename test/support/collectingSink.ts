import type { FlushOutcome, TelemetrySink } from "../../extension/recording/sink.ts";
import { numberEvent, type UnnumberedEvent } from "../../extension/recording/unnumberedEvent.ts";
import type { TelemetryEvent } from "../../shared/event.ts";

/** A sink that keeps the events it is given, so that a test can look at them. */
export class CollectingSink implements TelemetrySink {
  readonly name: string;
  readonly events: TelemetryEvent[] = [];
  flushCount = 0;
  disposeCount = 0;
  /** How the next flushes end. */
  outcome: FlushOutcome;

  constructor(name = "collecting") {
    this.name = name;
    this.outcome = { sink: name, ok: true };
  }

  /** The event that was recorded last; fails the test where there is none. */
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

  /** The only event of that name; fails the test where there is none or more than one. */
  single(name: string): TelemetryEvent {
    const [event, ...more] = this.events.filter(({ event_name }) => event_name === name);
    if (event === undefined || more.length > 0) {
      throw new Error(`There are ${more.length + (event ? 1 : 0)} events named ${name}`);
    }
    return event;
  }
}
