import type { EventRow } from "../../shared/event.ts";
import { parseExactJson } from "../store/exactJson.ts";
import { fieldsOf, isFields } from "../store/eventFields.ts";
import type { StoredEvent } from "../store/reading/eventReader.ts";

/**
 * Replaces numbers that a double cannot hold, such as 12345678901234567890, by their digits, where
 * they are sent as text. Measurements are sent as doubles anyway.
 */
export function withExactNumbers({ row, bytes, start, end }: StoredEvent): EventRow {
  if (!mayBeInexact(row)) return row;
  const exact = fieldsOf(parseExactJson(bytes.toString("utf8", start, end)));
  return {
    ...row,
    context: exact["context"],
    properties: exact["properties"],
    error: exact["error"],
    trace_id: exact["trace_id"],
    parent_event_id: exact["parent_event_id"],
  };
}

/** Almost every event has only text there, so this check must be cheap. */
function mayBeInexact(row: EventRow): boolean {
  return (
    hasInexactField(row.context) ||
    hasInexactField(row.properties) ||
    hasInexactField(row.error) ||
    isInexact(row.error) ||
    isInexact(row.trace_id) ||
    isInexact(row.parent_event_id)
  );
}

function hasInexactField(value: unknown): boolean {
  if (!isFields(value)) return false;
  for (const name in value) if (isInexact(value[name])) return true;
  return false;
}

function isInexact(value: unknown): boolean {
  return typeof value === "number" && !Number.isSafeInteger(value);
}
