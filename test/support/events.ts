import type { UnnumberedEvent } from "../../extension/recording/unnumberedEvent.ts";
import {
  SCHEMA_VERSION,
  type FileHeader,
  type SessionContext,
  type TelemetryEvent,
} from "../../shared/event.ts";

/** A complete session context with changes. */
export function makeContext(changes: Partial<SessionContext> = {}): SessionContext {
  return {
    extension_version: "1.15.2",
    machine_id: "b8f1c2d3e4f50617",
    session_id: "4f0c9e21aa1b2c3d4e5f60718293a4b5",
    os_type: "linux",
    os_version: "6.8.0-49-generic",
    host_arch: "x64",
    platform_name: "Visual Studio Code",
    platform_version: "1.139.1",
    ...changes,
  };
}

/** A file header with the context `makeContext(context)`. */
export function makeHeader(context: Partial<SessionContext> = {}): FileHeader {
  return {
    kind: "header",
    schema_version: SCHEMA_VERSION,
    timestamp: "2026-06-28T08:15:00.000Z",
    context: makeContext(context),
  };
}

const FIRST_EVENT_MS = Date.UTC(2026, 5, 28, 9);

/** A complete event. By default, `event_sequence` also determines its ID and its millisecond. */
export function makeEvent(changes: Partial<TelemetryEvent> = {}): TelemetryEvent {
  const sequence = changes.event_sequence ?? 0;
  return {
    event_id: changes.event_id ?? (sequence + 1).toString(16).padStart(16, "0"),
    event_name: "command.invoked",
    timestamp: changes.timestamp ?? new Date(FIRST_EVENT_MS + sequence).toISOString(),
    event_sequence: sequence,
    properties: { commandId: "coder.open" },
    measurements: { durationMs: 29 },
    deployment_url: "https://dev.coder.example.com",
    ...changes,
  };
}

/** An event as a recorder hands it to a sink, which numbers it. */
export function makeUnnumbered(changes: Partial<UnnumberedEvent> = {}): UnnumberedEvent {
  const { event_id, event_name, timestamp, properties, measurements, deployment_url } = makeEvent();
  return {
    event_id,
    event_name,
    timestamp,
    properties,
    measurements,
    deployment_url,
    ...changes,
  };
}

/** Events of a day, one per minute starting at `hour`. IDs start with `session8`. */
export function makeEvents(count: number, day = "2026-06-28", session8 = "4f0c9e21", hour = 9) {
  const startMs = Date.parse(`${day}T00:00:00.000Z`) + hour * 3_600_000;
  return Array.from({ length: count }, (_, sequence) =>
    makeEvent({
      event_id: session8 + sequence.toString(16).padStart(8, "0"),
      event_sequence: sequence,
      timestamp: new Date(startMs + sequence * 60_000).toISOString(),
    }),
  );
}

/** The objects as JSON Lines, each terminated by LF. */
export function toJsonLines(objects: readonly object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join("");
}
