const ISO_INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?(Z|[+-]\d{2}:\d{2})$/;

const CANONICAL_LENGTH = "2026-01-01T00:00:00.000Z".length;

/** Last instant that has a four-digit year in ISO 8601. */
export const MAX_INSTANT_MS = 253_402_300_799_999;

/** The range of `fixed64` nanoseconds ends in the year 2554. */
const MAX_UINT64 = "18446744073709551615";
const MAX_UNIX_NANO_MS = 18_446_744_073_709;

let cachedDay = "";
let cachedDayStartMs = Number.NaN;

/**
 * Parses an ISO 8601 instant with a time zone into epoch milliseconds. Undefined for anything else
 * (no zone, impossible date, before 1970). Truncates to whole milliseconds.
 */
export function parseInstantMs(text: string): number | undefined {
  return parseCanonical(text) ?? parseAnyIso(text);
}

/**
 * Nanoseconds since the epoch as a decimal string, the JSON form of OTLP's `fixed64` times. `text`
 * is an instant accepted by `parseInstantMs`, `epochMs` its result. Clamped to the range of
 * `fixed64`, and never "0", which OTLP defines as unknown: the epoch itself becomes "1".
 */
export function unixNanoOf(text: string, epochMs: number): string {
  if (epochMs >= MAX_UNIX_NANO_MS) return MAX_UINT64;
  if (epochMs < 1000) return String(epochMs * 1_000_000 + Number(fractionOf(text, 3)) || 1);
  // Formatting two short numbers is faster than one long one.
  return `${Math.floor(epochMs / 1000)}${fractionOf(text, 0)}`;
}

/** The fraction of a second as nine digits, from digit `from` on. */
function fractionOf(text: string, from: number): string {
  if (text.length === CANONICAL_LENGTH)
    return from === 0 ? `${text.slice(20, 23)}000000` : "000000";
  return (ISO_INSTANT.exec(text)?.[7] ?? "").padEnd(9, "0").slice(from);
}

/** Parses the form our recorder writes, by hand because this runs for every line read. */
function parseCanonical(text: string): number | undefined {
  if (text.length !== CANONICAL_LENGTH || text[10] !== "T" || text[19] !== "." || text[23] !== "Z")
    return undefined;
  if (text[13] !== ":" || text[16] !== ":") return undefined;
  if (!text.startsWith(cachedDay) || cachedDay === "") {
    const day = text.slice(0, 10);
    const startMs = parseDayStart(day);
    if (startMs === undefined) return undefined;
    cachedDay = day;
    cachedDayStartMs = startMs;
  }
  const hours = digits(text, 11, 2);
  const minutes = digits(text, 14, 2);
  const seconds = digits(text, 17, 2);
  const milliseconds = digits(text, 20, 3);
  // A non-digit character makes the number NaN, for which every comparison is false.
  if (!(hours < 24 && minutes < 60 && seconds < 60 && milliseconds < 1000)) return undefined;
  return cachedDayStartMs + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

function parseAnyIso(text: string): number | undefined {
  const match = ISO_INSTANT.exec(text);
  if (match === null || parseDayStart(text.slice(0, 10)) === undefined) return undefined;
  const epochMs = Math.floor(Date.parse(text));
  return epochMs >= 0 && epochMs <= MAX_INSTANT_MS ? epochMs : undefined;
}

function parseDayStart(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  if (!(startMs >= 0) || new Date(startMs).toISOString().slice(0, 10) !== day) return undefined;
  return startMs;
}

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
