import type { EventRow } from "../../shared/event.ts";
import { unixNanoOf } from "../../shared/timestamp.ts";
import { fieldsOf, hasError, isFields, type Fields } from "../store/eventFields.ts";
import { AttributeList } from "./attributeList.ts";
import { correlate } from "./correlation.ts";
import { memoizeText, quote } from "./jsonText.ts";

/** SeverityNumber of the logs data model: the smallest of the ranges INFO and ERROR. */
const SEVERITY_INFO = 9;
const SEVERITY_ERROR = 17;

/** `error.type` of an error that has neither type nor code (semantic conventions, error.type). */
const ERROR_TYPE_OTHER = "_OTHER";

/** Keys of the attributes that are made here; an event's own field of such a name comes first. */
const OWN_KEYS: ReadonlySet<string> = new Set([
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

/** One event as the JSON text of an OTLP LogRecord; docs/otlp-mapping.md has the table. */
export function formatLogRecord(row: EventRow, timeMs: number, sessionId: string): string {
  const nano = unixNanoOf(row.timestamp, timeMs);
  const properties = fieldsOf(row.properties);
  const measurements = fieldsOf(row.measurements);
  const attributes = new AttributeList(
    mayShareKey(properties, measurements) ? "checked" : "unique",
  );
  addProperties(attributes, properties);
  addMeasurements(attributes, measurements);
  if (isLost(row.properties)) attributes.drop();
  if (isLost(row.measurements)) attributes.drop();
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

/** Whether there is something in the place of the fields that has none. */
function isLost(value: unknown): boolean {
  return value !== undefined && value !== null && !isFields(value);
}

/** Whether two of the attributes might have the same key; true more often than they do. */
function mayShareKey(properties: Fields, measurements: Fields): boolean {
  for (const key in properties) if (OWN_KEYS.has(key) || !key.isWellFormed()) return true;
  for (const key in measurements) {
    if (OWN_KEYS.has(key) || !key.isWellFormed() || Object.hasOwn(properties, key)) return true;
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
 * By two lists: where many rows in a row have one and the same field, V8 takes `fields[key]` for
 * an access to that field alone, and has to compile it anew, again and again, when others come.
 */
function forEachField(fields: Fields, take: (key: string, value: unknown) => void): void {
  const values = Object.values(fields);
  let index = 0;
  for (const key of Object.keys(fields)) take(key, values[index++]);
}

function addError(attributes: AttributeList, error: unknown): void {
  const members = fieldsOf(error);
  const type = text(members["type"]);
  const code = text(members["code"]);
  const message = typeof error === "string" ? error : text(members["message"]);
  if (type !== undefined) attributes.string("exception.type", type);
  if (message !== undefined) attributes.string("exception.message", message);
  attributes.string("error.type", type ?? code ?? ERROR_TYPE_OTHER);
  if (type !== undefined && code !== undefined) attributes.string("coder.error.code", code);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
