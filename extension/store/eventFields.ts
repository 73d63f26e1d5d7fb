/** Members of an object that came from JSON. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The value as an object with members; one without any where it is no object, or a list. */
export function fieldsOf(value: unknown): Fields {
  const isFields = typeof value === "object" && value !== null && !Array.isArray(value);
  return isFields ? (value as Fields) : NO_FIELDS;
}

/** A value from JSON as people read it: text as it is, anything with members as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  // 1e999 is Infinity here, which JSON would call null.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
