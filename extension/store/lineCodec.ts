import {
  SCHEMA_VERSION,
  type EventRow,
  type FileHeader,
  type SessionContext,
  type TelemetryEvent,
} from "../../shared/event.ts";
import { parseInstantMs } from "../../shared/timestamp.ts";
import { mayBeHeader } from "./damagedHeader.ts";

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

/**
 * Ten times our own headers. An export repeats the header's context for each event, so a long one
 * would multiply, and one nested thousands of levels deep could not be written at all.
 */
const MAX_HEADER_LENGTH = 4_096;

/**
 * Events are two levels deep. Some readers fail at a hundred or a thousand levels, and one line
 * must not make a whole export unreadable for them. Short lines, which skip the check for speed,
 * have a few hundred levels at most.
 */
const MAX_DEPTH = 64;
const MAX_UNCHECKED_LENGTH = 1_024;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
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
    if (line.length > MAX_UNCHECKED_LENGTH && isDeeperThan(MAX_DEPTH, value)) {
      return invalid("nested too deeply");
    }
    return { kind: "event", row: value, timeMs };
  }
  if (!isHeader(value)) return invalid("not an event", mayBeHeader(line, true));
  if (line.length > MAX_HEADER_LENGTH) return invalid("header too long", true);
  return decodeHeader(value);
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

function decodeHeader(value: Partial<Record<keyof FileHeader, unknown>>): DecodedLine {
  const { context, schema_version: version } = value;
  return {
    kind: "header",
    // 1e999 parses as Infinity, which JSON cannot represent.
    schemaVersion: Number.isSafeInteger(version) ? Number(version) : SCHEMA_VERSION,
    context: typeof context === "object" && context !== null ? context : {},
  };
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
