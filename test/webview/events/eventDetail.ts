import type { EventDetail, TraceEvent } from "../../../shared/protocol/values.ts";
import { NEWEST_MS, refOf } from "./storedEvents.ts";

/** A complete event without an error or a trace. */
export function eventDetail(change: Partial<EventDetail> = {}): EventDetail {
  return {
    ref: refOf(1),
    name: "remote.connected",
    timestamp: "2026-11-17T09:41:23.123Z",
    timeMs: NEWEST_MS,
    properties: [{ key: "result", value: "success" }],
    measurements: [],
    cutFieldCount: 0,
    identity: [{ key: "event_id", value: "00f067aa0ba902b7" }],
    context: [{ key: "session_id", value: "ab12cd34" }],
    rawLine: '{"event_name":"remote.connected"}',
    ...change,
  };
}

/** An event of a trace that ends `endMs` after NEWEST_MS. */
export function traceEvent(
  eventId: string,
  parentEventId: string | undefined,
  endMs: number,
  change: Partial<TraceEvent> = {},
): TraceEvent {
  return {
    ref: refOf(endMs),
    eventId,
    ...(parentEventId !== undefined && { parentEventId }),
    name: `name.${eventId}`,
    timeMs: NEWEST_MS + endMs,
    hasError: false,
    ...change,
  };
}
