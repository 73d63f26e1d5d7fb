import type { EventRow } from "../../shared/event.ts";
import { unixNanoOf } from "../../shared/timestamp.ts";
import { fieldsOf, hasError, isFields, type Fields } from "../store/eventFields.ts";
import { AttributeList } from "./attributeList.ts";
import { correlate } from "./correlation.ts";
import { memoizeText, quote } from "./jsonText.ts";
import { sentText } from "./sentText.ts";

/** SeverityNumber of the logs data model: the lowest values of the INFO and ERROR ranges. */
const SEVERITY_INFO = 9;
const SEVERITY_ERROR = 17;

/** `error.type` of an error without type and code (semantic conventions, error.type). */
const ERROR_TYPE_OTHER = "_OTHER";

/** Keys of the attributes added here; an event's own field of the same name comes first. */
const ADDED_KEYS: ReadonlySet<string> = new Set([
  "session.id",
  "log.record.uid",
  "coder.event.sequence",
  "exception.type",
  "exception.message",
  "error.type",
  "coder.error.code",
  "coder.trace_id",
  "coder.event_id",
  "coder.parent_event_id",
]);

const eventNameAndBody = memoizeText((name) => {
  const quoted = quote(name);
  return `"eventName":${quoted},"body":{"stringValue":${quoted}}`;
});

/** Formats an event as the JSON of an OTLP LogRecord; see docs/otlp-mapping.md. */
export function formatLogRecord(row: EventRow, timeMs: number, sessionId: string): string {
  const nano = unixNanoOf(row.timestamp, timeMs);
  const properties = fieldsOf(row.properties);
  const measurements = fieldsOf(row.measurements);
  const attributes = new AttributeList(
    mayHaveDuplicateKeys(properties, measurements) ? "checked" : "unique",
  );
  addProperties(attributes, properties);
  addMeasurements(attributes, measurements);
  if (isNotFields(row.properties)) attributes.drop();
  if (isNotFields(row.measurements)) attributes.drop();
  attributes.string("session.id", sessionId);
  attributes.string("log.record.uid", row.event_id);
  if (typeof row.event_sequence === "number") {
    attributes.int("coder.event.sequence", row.event_sequence);
  } else if (row.event_sequence !== undefined) {
    attributes.drop();
  }
  const isError = hasError(row);
  if (isError) addError(attributes, row.error);
  const ids = correlate(row, properties["result"] !== undefined, attributes);
  return (
    `{"timeUnixNano":"${nano}","observedTimeUnixNano":"${nano}",` +
    `"severityNumber":${isError ? SEVERITY_ERROR : SEVERITY_INFO},` +
    `${eventNameAndBody(row.event_name)},"attributes":${attributes.json}` +
    (attributes.droppedCount > 0 ? `,"droppedAttributesCount":${attributes.droppedCount}` : "") +
    `${ids}}`
  );
}

/** Whether there is a value, but not an object with fields. */
function isNotFields(value: unknown): boolean {
  return value !== undefined && value !== null && !isFields(value);
}

/** Whether two attributes might have the same key; may return false positives. */
function mayHaveDuplicateKeys(properties: Fields, measurements: Fields): boolean {
  for (const key in properties) if (ADDED_KEYS.has(key) || !key.isWellFormed()) return true;
  for (const key in measurements) {
    if (ADDED_KEYS.has(key) || !key.isWellFormed() || Object.hasOwn(properties, key)) return true;
  }
  return false;
}

function addProperties(attributes: AttributeList, properties: Fields): void {
  forEachField(properties, (key, value) => {
    if (typeof value === "string") attributes.string(key, value);
    else if (typeof value === "number" || typeof value === "boolean")
      attributes.string(key, String(value));
    else attributes.drop();
  });
}

function addMeasurements(attributes: AttributeList, measurements: Fields): void {
  forEachField(measurements, (key, value) => {
    if (typeof value === "number") attributes.double(key, value);
    else attributes.drop();
  });
}

/**
 * Iterates keys and values separately: after many rows with the same single field, V8 specializes
 * `fields[key]` for that field and has to recompile it repeatedly for others.
 */
function forEachField(fields: Fields, visit: (key: string, value: unknown) => void): void {
  const values = Object.values(fields);
  let index = 0;
  for (const key of Object.keys(fields)) visit(key, values[index++]);
}

function addError(attributes: AttributeList, error: unknown): void {
  const members = fieldsOf(error);
  const type = sentText(members["type"], attributes);
  const code = sentText(members["code"], attributes);
  const message = sentText(isFields(error) ? members["message"] : error, attributes);
  if (type !== undefined) attributes.string("exception.type", type);
  if (message !== undefined) attributes.string("exception.message", message);
  attributes.string("error.type", type ?? code ?? ERROR_TYPE_OTHER);
  if (type !== undefined && code !== undefined) attributes.string("coder.error.code", code);
}
