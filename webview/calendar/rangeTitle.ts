import { t } from "@vscode/l10n";
import type { DaySpan } from "../../shared/calendarDays.ts";
import { exportRangeToInstants } from "../../shared/exportRange.ts";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { describeDayRange } from "../format/days.ts";
import { describeInstant } from "../format/instants.ts";
import { presetText } from "./presets.ts";

/**
 * What a range is, for a heading: whole days by their dates, and a preset by the minute it begins
 * at. `touched` are the whole days that it touches.
 */
export function rangeTitle({ range, nowMs }: AnchoredRange, touched: DaySpan | undefined): string {
  const { startMs } = exportRangeToInstants(range, nowMs);
  if (range.kind !== "days" && range.kind !== "allTime" && startMs !== undefined) {
    return t("{0}, since {1}", presetText(range.kind), describeInstant(startMs));
  }
  if (touched === undefined) return t("No days yet");
  return t("{0} (UTC)", describeDayRange(touched.startDay, touched.endDay));
}
