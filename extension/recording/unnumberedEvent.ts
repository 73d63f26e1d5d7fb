import type { TelemetryEvent } from "../../shared/event.ts";

/** An event that has no number yet: the sink that accepts it assigns the next one. */
export type UnnumberedEvent = Omit<TelemetryEvent, "event_sequence"> & {
  readonly event_sequence?: never;
};

/** Returns the event with its number, in the field order of the files. */
export function numberEvent(
  { event_id, event_name, timestamp, ...rest }: UnnumberedEvent,
  sequence: number,
): TelemetryEvent {
  return { event_id, event_name, timestamp, event_sequence: sequence, ...rest };
}
