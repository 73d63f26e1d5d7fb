import type { TelemetryEvent } from "../../shared/event.ts";

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

/**
 * The event itself where its JSON fits in 64 KiB; else a copy whose longest texts are cut, whose
 * last fields are left out where that is not enough, and which is marked `truncated`.
 */
export function limitSize(event: TelemetryEvent): TelemetryEvent {
  if (upperBound(event) <= MAX_EVENT_BYTES || encodedBytes(event) <= MAX_EVENT_BYTES) return event;
  for (let limit = FIRST_TEXT_LIMIT; limit >= 64; limit /= 2) {
    const shorter = withTextsCutTo(event, limit);
    if (encodedBytes(shorter) <= MAX_EVENT_BYTES) return shorter;
  }
  return withFewerFields(withTextsCutTo(event, 64));
}

function upperBound(event: TelemetryEvent): number {
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
  return FIXED_BYTES + fieldCount * BYTES_PER_FIELD + units * MAX_BYTES_PER_UNIT;
}

function encodedBytes(event: TelemetryEvent): number {
  // U+2028 and U+2029 take three bytes here and six once the line codec has escaped them.
  const json = JSON.stringify(event);
  return Buffer.byteLength(json) + 3 * (json.match(/[\u2028\u2029]/g)?.length ?? 0);
}

function withTextsCutTo(event: TelemetryEvent, limit: number): TelemetryEvent {
  const properties = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(event.properties))
    properties[name] = cut(value, limit);
  properties["truncated"] = "true";
  return {
    ...event,
    event_name: cut(event.event_name, limit),
    deployment_url: cut(event.deployment_url, limit),
    properties,
    ...(event.error !== undefined && {
      error: {
        ...event.error,
        message: cut(event.error.message, limit),
        ...(event.error.type !== undefined && { type: cut(event.error.type, limit) }),
        ...(event.error.code !== undefined && { code: cut(event.error.code, limit) }),
      },
    }),
  };
}

function withFewerFields(event: TelemetryEvent): TelemetryEvent {
  const names = Object.keys(event.properties).filter((name) => name !== "truncated");
  const measurementNames = Object.keys(event.measurements);
  for (let keep = MAX_KEPT_FIELDS; ; keep = Math.floor(keep / 2)) {
    const dropped = Math.max(0, names.length - keep) + Math.max(0, measurementNames.length - keep);
    const properties = pick(event.properties, names.slice(0, keep));
    properties["truncated"] = "true";
    const measurements = pick(event.measurements, measurementNames.slice(0, keep));
    measurements["dropped_fields"] = (event.measurements["dropped_fields"] ?? 0) + dropped;
    const smaller = { ...event, properties, measurements };
    if (keep === 0 || encodedBytes(smaller) <= MAX_EVENT_BYTES) return smaller;
  }
}

/** 32 names of 256 units and their cut texts fit even where every unit takes six bytes. */
const MAX_KEPT_FIELDS = 64;

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const picked = Object.create(null) as Record<string, T>;
  for (const name of names) {
    const value = from[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** Never ends between the two halves of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
