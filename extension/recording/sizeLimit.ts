import { truncate } from "../../shared/truncate.ts";
import { COMMON_MEASUREMENTS, COMMON_PROPERTIES } from "./eventDefinition.ts";
import { MAX_STRING_LENGTH, type CleanFields } from "./fields.ts";
import type { UnnumberedEvent } from "./unnumberedEvent.ts";

/** Limit of one encoded event, well below the 1 MiB per line that log pipelines accept. */
export const MAX_EVENT_BYTES = 65_536;

/** JSON encodes a UTF-16 unit in at most six bytes, as in \u0007. */
const MAX_BYTES_PER_UNIT = 6;

/** Ids, field names, punctuation and numbers of the envelope, all ASCII. */
const FIXED_BYTES = 1024;

/** Bytes that the sink adds at most when it numbers the event. */
const SEQUENCE_BYTES = `"event_sequence":${Number.MAX_SAFE_INTEGER},`.length;

/** Punctuation and digits of one field. */
const BYTES_PER_FIELD = 40;

/** Keeps long strings readable at first; each further pass halves the limit. */
const FIRST_STRING_LIMIT = 8192;

/** Field count to start halving from; at a quarter of it, even the longest names fit. */
const MAX_KEPT_FIELDS = 64;

/**
 * Returns the event itself if its JSON fits in 64 KiB. Otherwise returns a copy marked `truncated`
 * with the longest strings truncated and, if that is not enough, the last fields dropped.
 */
export function limitSize(event: UnnumberedEvent): UnnumberedEvent {
  if (fits(event)) return event;
  for (let limit = FIRST_STRING_LIMIT; limit >= 64; limit /= 2) {
    const truncated = truncateStrings(event, limit);
    if (fits(truncated)) return truncated;
  }
  return dropFields(truncateStrings(event, 64));
}

/** Encodes the event only if the estimate is inconclusive, which is rare. */
function fits(event: UnnumberedEvent): boolean {
  let units = event.event_name.length + event.deployment_url.length;
  let fieldCount = 0;
  for (const name in event.properties) {
    units += name.length + (event.properties[name]?.length ?? 0);
    fieldCount++;
  }
  for (const name in event.measurements) {
    units += name.length;
    fieldCount++;
  }
  if (event.error !== undefined) {
    const { message, type = "", code = "" } = event.error;
    units += message.length + type.length + code.length;
  }
  if (units > MAX_EVENT_BYTES) return false;
  const maxBytes = FIXED_BYTES + fieldCount * BYTES_PER_FIELD + units * MAX_BYTES_PER_UNIT;
  return maxBytes <= MAX_EVENT_BYTES || encodedBytes(event) <= MAX_EVENT_BYTES;
}

function encodedBytes(event: UnnumberedEvent): number {
  // U+2028 and U+2029 take three bytes here but six once escaped by the line codec.
  const json = JSON.stringify(event);
  const separatorCount = json.match(/[\u2028\u2029]/g)?.length ?? 0;
  return Buffer.byteLength(json) + SEQUENCE_BYTES + 3 * separatorCount;
}

function truncateStrings(event: UnnumberedEvent, limit: number): UnnumberedEvent {
  const properties = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(event.properties))
    properties[name] = shorten(value, limit);
  properties["truncated"] = "true";
  return {
    ...event,
    event_name: shorten(event.event_name, limit),
    deployment_url: shorten(event.deployment_url, limit),
    properties,
    ...(event.error !== undefined && {
      error: {
        ...event.error,
        message: shorten(event.error.message, limit),
        ...(event.error.type !== undefined && { type: shorten(event.error.type, limit) }),
        ...(event.error.code !== undefined && { code: shorten(event.error.code, limit) }),
      },
    }),
  };
}

/**
 * Appends the original length in UTF-16 units, which tells apart most long strings with the same
 * beginning.
 */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const length = text.length > MAX_STRING_LENGTH ? `over ${MAX_STRING_LENGTH}` : text.length;
  return `${truncate(text, limit)}… (${length} characters)`;
}

function dropFields(event: UnnumberedEvent): UnnumberedEvent {
  for (let keep = MAX_KEPT_FIELDS; ; keep = Math.floor(keep / 2)) {
    const properties = keepFirst(event.properties, COMMON_PROPERTIES, keep);
    const measurements = keepFirst(event.measurements, COMMON_MEASUREMENTS, keep);
    measurements.fields["dropped_fields"] =
      (event.measurements["dropped_fields"] ?? 0) +
      properties.droppedCount +
      measurements.droppedCount;
    const smaller = { ...event, properties: properties.fields, measurements: measurements.fields };
    if (keep === 0 || fits(smaller)) return smaller;
  }
}

/** Keeps the fields that the recorder added and the first `keep` of the others. */
function keepFirst<T>(
  from: Readonly<Record<string, T>>,
  own: object,
  keep: number,
): CleanFields<T> {
  const fields = Object.create(null) as Record<string, T>;
  let otherCount = 0;
  for (const [name, value] of Object.entries(from)) {
    if (Object.hasOwn(own, name) || otherCount++ < keep) fields[name] = value;
  }
  return { fields, droppedCount: Math.max(0, otherCount - keep) };
}
