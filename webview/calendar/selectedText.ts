import { t } from "@vscode/l10n";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { ExportRange } from "../../shared/exportRange.ts";
import { describeEventsOrNone } from "../format/counts.ts";
import { describeDayRange } from "../format/days.ts";
import { describePreset } from "../format/ranges.ts";

/** The announcement of a selected range, with its number of events if that is known. */
export function selectedText(
  range: ExportRange,
  span: DaySpan | undefined,
  eventCount: number | undefined,
): string {
  if (span === undefined) return t("All time selected; no events");
  const daysText = describeDayRange(span.startDay, span.endDay);
  if (range.kind === "days") {
    return eventCount === undefined
      ? t("{0} selected", daysText)
      : t("{0} selected, {1}", daysText, describeEventsOrNone(eventCount));
  }
  const preset = describePreset(range.kind);
  return eventCount === undefined
    ? t("{0} selected, {1}", preset, daysText)
    : t("{0} selected, {1}, {2}", preset, daysText, describeEventsOrNone(eventCount));
}
