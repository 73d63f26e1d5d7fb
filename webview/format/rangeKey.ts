import type { ExportRange } from "../../shared/exportRange.ts";

/** Identifies a range: equal ranges have equal keys. */
export function rangeKey(range: ExportRange): string {
  return range.kind === "days" ? `${range.startDay}..${range.endDay}` : range.kind;
}
