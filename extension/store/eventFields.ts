import type { EventRow } from "../../shared/event.ts";

/** Members of an object that came from JSON. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The value as an object with members; one without any where it is a list or not an object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

/** Whether the value is an object with members, and not a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an event carries an error: null is none. */
export function hasError({ error }: Pick<EventRow, "error">): boolean {
  return error !== undefined && error !== null;
}

/** A value from JSON as people read it: text as it is, anything with members as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  // 1e999 is Infinity here, which JSON would call null.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
