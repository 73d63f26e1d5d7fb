import { displayLocale } from "./locale.ts";

/** Joins the parts without "and", such as "1 event, 2 files". */
export function describeList(parts: readonly string[]): string {
  return new Intl.ListFormat(displayLocale(), { type: "unit", style: "short" }).format(parts);
}
