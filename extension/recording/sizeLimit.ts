import { cutText } from "../../shared/cutText.ts";
import type { TelemetryEvent } from "../../shared/event.ts";
import { COMMON_MEASUREMENTS, COMMON_PROPERTIES } from "./eventDefinition.ts";
import type { CleanFields } from "./fields.ts";

/** Bound of one encoded event. Well below what log pipelines take as one line (1 MiB). */
export const MAX_EVENT_BYTES = 65_536;

/** JSON writes one UTF-16 unit in at most six bytes, as in \u0007. */
const MAX_BYTES_PER_UNIT = 6;

/** Ids, names, punctuation and numbers of an event, all ASCII. */
const FIXED_BYTES = 1024;

/** Punctuation and the digits of one field. */
const BYTES_PER_FIELD = 40;

/** The first cut leaves long texts readable; each further one halves. */
const FIRST_TEXT_LIMIT = 8192;

/** Where halving the number of fields begins; at a quarter of it, even the worst names fit. */
const MAX_KEPT_FIELDS = 64;

/**
 * The event itself where its JSON fits in 64 KiB; else a copy whose longest texts are cut, whose
 * last fields are left out where that is not enough, and which is marked `truncated`.
 */
export function limitSize(event: TelemetryEvent): TelemetryEvent {
  if (fits(event)) return event;
  for (let limit = FIRST_TEXT_LIMIT; limit >= 64; limit /= 2) {
    const shorter = withTextsCutTo(event, limit);
    if (fits(shorter)) return shorter;
  }
  return withFewerFields(withTextsCutTo(event, 64));
}

/** Encodes the event only where its length leaves it open, which is rare. */
function fits(event: TelemetryEvent): boolean {
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
  const mostBytes = FIXED_BYTES + fieldCount * BYTES_PER_FIELD + units * MAX_BYTES_PER_UNIT;
  return mostBytes <= MAX_EVENT_BYTES || encodedBytes(event) <= MAX_EVENT_BYTES;
}

function encodedBytes(event: TelemetryEvent): number {
  // U+2028 and U+2029 take three bytes here and six once the line codec has escaped them.
  const json = JSON.stringify(event);
  return Buffer.byteLength(json) + 3 * (json.match(/[\u2028\u2029]/g)?.length ?? 0);
}

function withTextsCutTo(event: TelemetryEvent, limit: number): TelemetryEvent {
  const properties = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(event.properties))
    properties[name] = cutText(value, limit);
  properties["truncated"] = "true";
  return {
    ...event,
    event_name: cutText(event.event_name, limit),
    deployment_url: cutText(event.deployment_url, limit),
    properties,
    ...(event.error !== undefined && {
      error: {
        ...event.error,
        message: cutText(event.error.message, limit),
        ...(event.error.type !== undefined && { type: cutText(event.error.type, limit) }),
        ...(event.error.code !== undefined && { code: cutText(event.error.code, limit) }),
      },
    }),
  };
}

function withFewerFields(event: TelemetryEvent): TelemetryEvent {
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

/** The fields that the recorder itself added, and the first `keep` of the others. */
function keepFirst<T>(
  from: Readonly<Record<string, T>>,
  own: object,
  keep: number,
): CleanFields<T> {
  const fields = Object.create(null) as Record<string, T>;
  let othersCount = 0;
  for (const [name, value] of Object.entries(from)) {
    if (Object.hasOwn(own, name) || othersCount++ < keep) fields[name] = value;
  }
  return { fields, droppedCount: Math.max(0, othersCount - keep) };
}
