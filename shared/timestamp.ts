import { DAY_MS, parseUtcDay, startOfDayMs } from "./days.ts";

/** An RFC 3339 `date-time`; the colon of the offset is optional. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

const MINUTE_MS = 60_000;
const LEAP_SECOND = 60;

const CANONICAL_LENGTH = "2026-01-01T00:00:00.000Z".length;

/** Last instant that has a four-digit year in ISO 8601. */
export const MAX_INSTANT_MS = 253_402_300_799_999;

/** The range of `fixed64` nanoseconds ends in the year 2554. */
const MAX_UINT64 = "18446744073709551615";
const MAX_UNIX_NANO_MS = 18_446_744_073_709;

const POINT = 0x2e;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

let cachedDay = "";
let cachedDayStartMs = Number.NaN;

/**
 * Parses an RFC 3339 instant, also with an offset without a colon or at 24:00:00, into epoch
 * milliseconds. Undefined for anything else (no zone, impossible date, before 1970). Truncates to
 * whole milliseconds. A leap second is the last instant of its minute.
 */
export function parseInstantMs(text: string): number | undefined {
  return parseCanonical(text) ?? parseInstant(text);
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
  if (text.startsWith("60", 17)) return "999999999".slice(from);
  if (text.length === CANONICAL_LENGTH && text[19] === ".")
    return from === 0 ? `${text.slice(20, 23)}000000` : "000000";
  return (INSTANT.exec(text)?.[5] ?? "").padEnd(9, "0").slice(from, 9);
}

/** Parses the form our recorder writes, by hand because this runs for every line read. */
function parseCanonical(text: string): number | undefined {
  if (text.length !== CANONICAL_LENGTH) return undefined;
  const hasMarks =
    text.charCodeAt(10) === LETTER_T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(19) === POINT &&
    text.charCodeAt(23) === LETTER_Z;
  if (!hasMarks) return undefined;
  if (!text.startsWith(cachedDay) || cachedDay === "") {
    const day = text.slice(0, 10);
    const startMs = parseDayStart(day);
    if (startMs === undefined || startMs < 0) return undefined;
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

function parseInstant(text: string): number | undefined {
  const [, day = "", hour, minute, second, fraction = "", sign, offsetHour, offsetMinute] =
    INSTANT.exec(text) ?? [];
  const dayStartMs = parseDayStart(day);
  const minuteMs = minuteOfDayMs(Number(hour), Number(minute));
  const secondMs = secondOfMinuteMs(Number(second), fraction);
  const offsetMs = sign === undefined ? 0 : minuteOfDayMs(Number(offsetHour), Number(offsetMinute));
  const isPossible = minuteMs + secondMs <= DAY_MS && offsetMs < DAY_MS;
  if (dayStartMs === undefined || !isPossible) return undefined;
  const localMs = dayStartMs + minuteMs + secondMs;
  const epochMs = sign === "-" ? localMs + offsetMs : localMs - offsetMs;
  return epochMs >= 0 && epochMs <= MAX_INSTANT_MS ? epochMs : undefined;
}

/** NaN unless the minute is valid; the hour may be 24. */
function minuteOfDayMs(hour: number, minute: number): number {
  return minute < 60 ? (hour * 60 + minute) * MINUTE_MS : Number.NaN;
}

/** NaN unless the second is valid. */
function secondOfMinuteMs(second: number, fraction: string): number {
  if (second === LEAP_SECOND) return MINUTE_MS - 1;
  return second < LEAP_SECOND
    ? second * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"))
    : Number.NaN;
}

function parseDayStart(text: string): number | undefined {
  const day = parseUtcDay(text);
  return day === undefined ? undefined : startOfDayMs(day);
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
