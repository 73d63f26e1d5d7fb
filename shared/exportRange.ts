import { DAY_MS, dayRangeToInstants, parseUtcDay, type InstantRange, type UtcDay } from "./days.ts";

/** The time range to export: a preset that ends now, everything, or whole UTC days. */
export type ExportRange =
  | { readonly kind: "last24Hours" | "last7Days" | "last30Days" | "allTime" }
  | { readonly kind: "days"; readonly startDay: UtcDay; readonly endDay: UtcDay };

export type RangePreset = Exclude<ExportRange["kind"], "days">;

const PRESET_DAYS = { last24Hours: 1, last7Days: 7, last30Days: 30 } as const;

const PRESET_FILE_NAME_PARTS: Readonly<Record<RangePreset, string>> = {
  last24Hours: "last-24-hours",
  last7Days: "last-7-days",
  last30Days: "last-30-days",
  allTime: "all-time",
};

/**
 * The instants that a range covers. Presets are `[now - length, now)`, so events with a future
 * timestamp from a wrong clock are only in "all time".
 */
export function exportRangeToInstants(range: ExportRange, nowMs: number): InstantRange {
  switch (range.kind) {
    case "last24Hours":
    case "last7Days":
    case "last30Days":
      return { startMs: nowMs - PRESET_DAYS[range.kind] * DAY_MS, endMsExclusive: nowMs };
    case "allTime":
      return {};
    case "days":
      return dayRangeToInstants(range);
  }
}

/** The range as part of a file name, such as "last-7-days" or "2026-06-01_2026-06-03". */
export function exportRangeFileNamePart(range: ExportRange): string {
  if (range.kind !== "days") return PRESET_FILE_NAME_PARTS[range.kind];
  return range.startDay === range.endDay ? range.startDay : `${range.startDay}_${range.endDay}`;
}

const KEYWORDS: Readonly<Record<string, RangePreset>> = {
  "24h": "last24Hours",
  "7d": "last7Days",
  "30d": "last30Days",
  all: "allTime",
};

/**
 * Parses `all`, `24h`, `7d`, `30d`, `YYYY-MM-DD` or `YYYY-MM-DD..YYYY-MM-DD`. Undefined for
 * anything else, including impossible dates and an end before the start.
 */
export function parseExportRange(text: string): ExportRange | undefined {
  const preset = Object.hasOwn(KEYWORDS, text) ? KEYWORDS[text] : undefined;
  if (preset !== undefined) return { kind: preset };
  const [startText, endText, ...rest] = text.split("..");
  if (startText === undefined || rest.length > 0) return undefined;
  const startDay = parseUtcDay(startText);
  const endDay = parseUtcDay(endText ?? startText);
  if (startDay === undefined || endDay === undefined || endDay < startDay) return undefined;
  return { kind: "days", startDay, endDay };
}
