import type { EventRow } from "../../shared/event.ts";
import type { AttributeList } from "./attributeList.ts";

const TRACE_ID = /^(?!0{32}$)[0-9a-f]{32}$/i;
const SPAN_ID = /^(?!0{16}$)[0-9a-f]{16}$/i;

/**
 * The `traceId` and `spanId` of a log record as JSON, each with a leading comma. A timed event is
 * a span, and its record belongs to that span; any other event of a trace belongs to its parent
 * span. Ids that are invalid in OTLP or have no field there become attributes, so none is lost.
 */
export function correlate(row: EventRow, isTimed: boolean, attributes: AttributeList): string {
  const givenTraceId = typeof row.trace_id === "string" ? row.trace_id : "";
  const parentId = typeof row.parent_event_id === "string" ? row.parent_event_id : "";
  if (givenTraceId === "" && parentId === "") return "";
  // The oldest files have UUIDs, which are trace ids without their dashes.
  const traceId = otlpId(TRACE_ID, givenTraceId.replaceAll("-", ""));
  const spanId = otlpId(SPAN_ID, isTimed ? row.event_id : parentId);
  const hasSpanId = traceId !== undefined && spanId !== undefined;
  if (givenTraceId !== "" && traceId === undefined) {
    attributes.string("coder.trace_id", givenTraceId);
  }
  if (givenTraceId !== "" && isTimed && !hasSpanId) {
    attributes.string("coder.event_id", row.event_id);
  }
  if (parentId !== "" && (isTimed || !hasSpanId)) {
    attributes.string("coder.parent_event_id", parentId);
  }
  return (
    (traceId === undefined ? "" : `,"traceId":"${traceId}"`) +
    (hasSpanId ? `,"spanId":"${spanId}"` : "")
  );
}

function otlpId(pattern: RegExp, id: string): string | undefined {
  return pattern.test(id) ? id.toLowerCase() : undefined;
}
