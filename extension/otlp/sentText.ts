import type { AttributeList } from "./attributeList.ts";

/**
 * The text to send for a value that should be a string: a number or a boolean as its JSON;
 * undefined if there is none. Other values give undefined, and are counted as dropped in `attributes`.
 */
export function sentText(value: unknown, attributes?: AttributeList): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  attributes?.drop();
  return undefined;
}
