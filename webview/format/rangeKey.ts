import type { ExportRange } from "../../shared/exportRange.ts";

/** The same text for two ranges exactly where they mean the same; nobody reads it. */
export function rangeKey(range: ExportRange): string {
  return range.kind === "days" ? `${range.startDay}..${range.endDay}` : range.kind;
}
