import { compareText } from "../../shared/compareText.ts";
import { parseUtcDay, type UtcDay } from "../../shared/days.ts";

/** The parts of a telemetry file name. */
export interface TelemetryFileName {
  readonly name: string;
  readonly day: UtcDay;
  /** First eight hex digits of the session id. */
  readonly session8: string;
  /** 0 for the session's first file of the day, which has no number in its name. */
  readonly segment: number;
}

const DAY_LENGTH = "YYYY-MM-DD".length;
const MAX_SEGMENT_DIGITS = 9;

const NAME_PATTERN = /^telemetry-(\d{4}-\d{2}-\d{2})-([0-9A-Za-z]{8})(?:\.([1-9]\d{0,8}))?\.jsonl$/;

/** Formats `telemetry-YYYY-MM-DD-{session8}[.N].jsonl`. */
export function formatFileName(day: UtcDay, session8: string, segment: number): string {
  return `telemetry-${day}-${session8}${segment === 0 ? "" : `.${segment}`}.jsonl`;
}

/** Parses a file name; undefined for any other name, including one with an invalid date. */
export function parseFileName(name: string): TelemetryFileName | undefined {
  const match = NAME_PATTERN.exec(name);
  const day = parseUtcDay(match?.[1] ?? "");
  const session8 = match?.[2];
  if (day === undefined || session8 === undefined) return undefined;
  return { name, day, session8, segment: Number(match?.[3] ?? 0) };
}

/** Compares by day, then session, then segment number. */
export function compareFileNames(left: TelemetryFileName, right: TelemetryFileName): number {
  return (
    compareText(left.day, right.day) ||
    compareText(left.session8, right.session8) ||
    left.segment - right.segment
  );
}

/**
 * A compact key that sorts like `compareFileNames`; `fromSortKey` reverses it. Joined, because a
 * template would keep its parts alive, several times the size of the key.
 */
export function toSortKey({ day, session8, segment }: TelemetryFileName): string {
  return [day, session8, String(segment).padStart(MAX_SEGMENT_DIGITS, "0")].join("");
}

/** Restores the name from the result of `toSortKey`. */
export function fromSortKey(key: string): TelemetryFileName {
  const day = key.slice(0, DAY_LENGTH) as UtcDay;
  const session8 = key.slice(DAY_LENGTH, -MAX_SEGMENT_DIGITS);
  const segment = Number(key.slice(-MAX_SEGMENT_DIGITS));
  return { name: formatFileName(day, session8, segment), day, session8, segment };
}
