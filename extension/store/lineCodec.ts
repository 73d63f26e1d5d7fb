import {
  SCHEMA_VERSION,
  type EventRow,
  type FileHeader,
  type SessionContext,
  type TelemetryEvent,
} from "../../shared/event.ts";
import { parseInstantMs } from "../../shared/timestamp.ts";

/** A line read back: the file's header, an event with its instant, or why it is neither. */
export type DecodedLine =
  | { readonly kind: "event"; readonly row: EventRow; readonly timeMs: number }
  | { readonly kind: "header"; readonly schemaVersion: number; readonly context: object }
  | { readonly kind: "invalid"; readonly reason: string };

/** The header line of a file, its LF included. */
export function encodeHeader(context: SessionContext, sessionStart: string): string {
  const header: FileHeader = {
    kind: "header",
    schema_version: SCHEMA_VERSION,
    timestamp: sessionStart,
    context,
  };
  return encodeLine(header);
}

/** The line of an event, its LF included. */
export function encodeEvent(event: TelemetryEvent): string {
  return encodeLine(event);
}

/**
 * Ours are a tenth of it. An export repeats the header's context with each event, so a long one
 * would multiply, and one nested thousands of levels deep could not be written at all.
 */
const MAX_HEADER_LENGTH = 4_096;

/**
 * Events are two levels deep. Some readers end at a hundred levels or a thousand, and one line must
 * not make a whole export unreadable for them. A short line cannot nest that deeply.
 */
const MAX_DEPTH = 64;
const MAX_UNCHECKED_LENGTH = 1_024;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}

/** Decodes one line without its LF. Says "invalid" for what is no event; never throws. */
export function decodeLine(line: string): DecodedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: "invalid", reason: "not JSON" };
  }
  if (typeof value !== "object" || value === null) return { kind: "invalid", reason: "no object" };
  if (isEventRow(value)) {
    const timeMs = parseInstantMs(value.timestamp);
    if (timeMs === undefined) return { kind: "invalid", reason: "no valid timestamp" };
    if (line.length > MAX_UNCHECKED_LENGTH && isDeeperThan(MAX_DEPTH, value)) {
      return { kind: "invalid", reason: "nested too deeply" };
    }
    return { kind: "event", row: value, timeMs };
  }
  if (!isHeader(value)) return { kind: "invalid", reason: "no event" };
  if (line.length > MAX_HEADER_LENGTH) return { kind: "invalid", reason: "header too long" };
  return decodeHeader(value);
}

function isEventRow(value: Partial<Record<keyof EventRow, unknown>>): value is EventRow {
  return isText(value.event_id) && isText(value.event_name) && isText(value.timestamp);
}

function isText(member: unknown): boolean {
  return typeof member === "string" && member !== "";
}

function isHeader(value: Partial<Record<keyof FileHeader, unknown>>): boolean {
  return value.kind === "header";
}

function decodeHeader(value: Partial<Record<keyof FileHeader, unknown>>): DecodedLine {
  const { context, schema_version: version } = value;
  return {
    kind: "header",
    // 1e999 is a number in JSON and Infinity here, which JSON cannot write.
    schemaVersion: Number.isSafeInteger(version) ? Number(version) : SCHEMA_VERSION,
    context: typeof context === "object" && context !== null ? context : {},
  };
}

/**
 * JSON leaves U+2028 and U+2029 as they are inside texts, and some readers, `readline` of Node 24
 * among them, take these for the end of a line.
 */
function encodeLine(value: object): string {
  const json = JSON.stringify(value);
  return `${LINE_SEPARATORS.test(json) ? json.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029") : json}\n`;
}

const LINE_SEPARATORS = /[\u2028\u2029]/;
