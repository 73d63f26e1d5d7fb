import { t } from "@vscode/l10n";
import type { DaySpan } from "../../shared/calendarDays.ts";
import { exportRangeToInstants, type RangePreset } from "../../shared/exportRange.ts";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { describeDayRange } from "./days.ts";
import { describeInstant } from "./instants.ts";

/** The display name of a preset. */
export function describePreset(preset: RangePreset): string {
  switch (preset) {
    case "last24Hours":
      return t("Last 24 hours");
    case "last7Days":
      return t("Last 7 days");
    case "last30Days":
      return t("Last 30 days");
    case "allTime":
      return t("All time");
  }
}

/**
 * The heading of a range: its dates, or for a preset the minute at which it begins. `touched` are
 * the whole days that it touches.
 */
export function describeRange(
  { range, nowMs }: AnchoredRange,
  touched: DaySpan | undefined,
): string {
  const { startMs } = exportRangeToInstants(range, nowMs);
  if (range.kind !== "days" && range.kind !== "allTime" && startMs !== undefined) {
    return t("{0}, since {1}", describePreset(range.kind), describeInstant(startMs));
  }
  if (touched === undefined) return t("No telemetry yet");
  return t("{0} (UTC)", describeDayRange(touched.startDay, touched.endDay));
}
