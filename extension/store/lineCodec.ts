import {
  SCHEMA_VERSION,
  type EventRow,
  type FileHeader,
  type SessionContext,
  type TelemetryEvent,
} from "../../shared/event.ts";
import { parseInstantMs } from "../../shared/timestamp.ts";
import { mayBeHeader } from "./damagedHeader.ts";
import { fieldsOf } from "./eventFields.ts";
import { parseExactJson } from "./exactJson.ts";

/** A decoded line: the file's header, an event with its time, or why it is neither. */
export type DecodedLine =
  | { readonly kind: "event"; readonly row: EventRow; readonly timeMs: number }
  | { readonly kind: "header"; readonly schemaVersion: number; readonly context: object }
  | InvalidLine;

export interface InvalidLine {
  readonly kind: "invalid";
  readonly reason: string;
  /** The line may have been a header, so an earlier header does not apply to the events after it. */
  readonly mayBeHeader?: true;
}

/** Encodes the header line of a file, including its LF. */
export function encodeHeader(context: SessionContext, sessionStart: string): string {
  const header: FileHeader = {
    kind: "header",
    schema_version: SCHEMA_VERSION,
    timestamp: sessionStart,
    context,
  };
  return encodeLine(header);
}

/** Encodes the line of an event, including its LF. */
export function encodeEvent(event: TelemetryEvent): string {
  return encodeLine(event);
}

/** Ten times our own headers; an export repeats the header's context for each event. */
const MAX_HEADER_LENGTH = 4_096;

/**
 * Events are two levels deep. Some readers fail at a hundred levels, and one line must not make a
 * whole export unreadable for them: with 63 levels per event, an array of events has 64.
 */
const MAX_EVENT_LEVELS = 63;

/** In an exported array, the context is a member of its events. */
const MAX_CONTEXT_LEVELS = MAX_EVENT_LEVELS - 1;

/**
 * The shortest event that is too deep and has no arrays: five characters for each object in it, as
 * in `"":{}`, and 60 for the three required fields.
 */
const MIN_DEEP_LENGTH = MAX_EVENT_LEVELS * 5 + 60;

function mayBeTooDeep(line: string): boolean {
  return line.length >= MIN_DEEP_LENGTH || line.includes("[");
}

function isDeeperThan(levels: number, value: object): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isMemberDeeperThan(levels - 1, item));
  // Faster than `Object.values`, which allocates; parsed JSON inherits no enumerable members.
  for (const name in value) {
    const member: unknown = value[name as keyof typeof value];
    if (isMemberDeeperThan(levels - 1, member)) return true;
  }
  return false;
}

function isMemberDeeperThan(levels: number, member: unknown): boolean {
  return typeof member === "object" && member !== null && isDeeperThan(levels, member);
}

/** Decodes one line without its LF. Returns "invalid" with a reason if it fails; never throws. */
export function decodeLine(line: string): DecodedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return invalid("not valid JSON", mayBeHeader(line, false));
  }
  if (typeof value !== "object" || value === null) return invalid("not a JSON object");
  if (isEventRow(value)) {
    const timeMs = parseInstantMs(value.timestamp);
    if (timeMs === undefined) return invalid("no valid timestamp");
    if (mayBeTooDeep(line) && isDeeperThan(MAX_EVENT_LEVELS, value)) {
      return invalid("nested too deeply");
    }
    return { kind: "event", row: value, timeMs };
  }
  if (!isHeader(value)) return invalid("not an event", mayBeHeader(line, true));
  if (line.length > MAX_HEADER_LENGTH) return invalid("header too long", true);
  return decodeHeader(value, line);
}

function invalid(reason: string, isHeaderLike = false): InvalidLine {
  return { kind: "invalid", reason, ...(isHeaderLike && { mayBeHeader: true }) };
}

function isEventRow(value: Partial<Record<keyof EventRow, unknown>>): value is EventRow {
  return (
    isNonEmptyString(value.event_id) &&
    isNonEmptyString(value.event_name) &&
    isNonEmptyString(value.timestamp)
  );
}

function isNonEmptyString(member: unknown): boolean {
  return typeof member === "string" && member !== "";
}

function isHeader(value: Partial<Record<keyof FileHeader, unknown>>): boolean {
  return value.kind === "header";
}

function decodeHeader(
  value: Partial<Record<keyof FileHeader, unknown>>,
  line: string,
): DecodedLine {
  const context = contextOf(value);
  if (isDeeperThan(MAX_CONTEXT_LEVELS, context)) return invalid("header nested too deeply", true);
  const { schema_version: version } = value;
  return {
    kind: "header",
    // 1e999 parses as Infinity, which JSON cannot represent.
    schemaVersion: Number.isSafeInteger(version) ? Number(version) : SCHEMA_VERSION,
    context: contextOf(fieldsOf(parseExactJson(line))),
  };
}

function contextOf({ context }: Partial<Record<keyof FileHeader, unknown>>): object {
  return typeof context === "object" && context !== null ? context : {};
}

/**
 * Escapes U+2028 and U+2029, which JSON allows inside strings, but which some readers treat as line
 * breaks, such as `readline` of Node.js 24.
 */
function encodeLine(value: object): string {
  const json = JSON.stringify(value);
  return `${LINE_SEPARATORS.test(json) ? json.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029") : json}\n`;
}

const LINE_SEPARATORS = /[\u2028\u2029]/;
