import type { EventRow } from "../../shared/event.ts";

/** An object parsed from JSON. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** Returns the value if it is an object, else an empty object, also for an array. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

/** Whether the value is an object and not an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an event has an error; null counts as none. */
export function hasError({ error }: Pick<EventRow, "error">): boolean {
  return error !== undefined && error !== null;
}

/** Formats a JSON value for display: strings as they are, objects and arrays as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  // 1e999 parses as Infinity, which would become null in JSON.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
