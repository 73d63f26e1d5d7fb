import { createHash } from "node:crypto";
import type { EventRow } from "../../shared/event.ts";
import type { AttributeList } from "./attributeList.ts";
import { sentText } from "./sentText.ts";

const TRACE_ID = /^(?!0{32}$)[0-9a-f]{32}$/i;
const SPAN_ID = /^(?!0{16}$)[0-9a-f]{16}$/i;
const SPAN_ID_BYTES = 8;

/**
 * The `traceId` and `spanId` of a log record as JSON, each with a leading comma. A timed event is a
 * span, and its record belongs to that span; any other event of a trace belongs to its parent span.
 * Ids that must be hashed, or have no field in OTLP, also become attributes, so none is lost.
 */
export function correlate(row: EventRow, isTimed: boolean, attributes: AttributeList): string {
  const givenTraceId = sentText(row.trace_id, attributes) ?? "";
  const parentId = sentText(row.parent_event_id, attributes) ?? "";
  if (givenTraceId === "" && parentId === "") return "";
  // The oldest files have UUIDs, which are trace ids without their dashes.
  const traceId = otlpId(TRACE_ID, givenTraceId.replaceAll("-", ""));
  const sourceId = isTimed ? row.event_id : parentId;
  const isSpan = traceId !== undefined && sourceId !== "";
  const ownSpanId = otlpId(SPAN_ID, sourceId);
  const isKept = isSpan && ownSpanId !== undefined;
  if (givenTraceId !== "" && traceId === undefined) {
    attributes.string("coder.trace_id", givenTraceId);
  }
  if (givenTraceId !== "" && isTimed && !isKept) {
    attributes.string("coder.event_id", row.event_id);
  }
  if (parentId !== "" && (isTimed || !isKept)) {
    attributes.string("coder.parent_event_id", parentId);
  }
  return (
    (traceId === undefined ? "" : `,"traceId":"${traceId}"`) +
    (isSpan ? `,"spanId":"${ownSpanId ?? hashedSpanId(sourceId)}"` : "")
  );
}

function otlpId(pattern: RegExp, id: string): string | undefined {
  return pattern.test(id) ? id.toLowerCase() : undefined;
}

/** The same for every signal, so that a span and its children still match. */
function hashedSpanId(id: string): string {
  let digest = sha256(id);
  while (digest.readBigUInt64BE() === 0n) digest = sha256(digest);
  return digest.toString("hex", 0, SPAN_ID_BYTES);
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
