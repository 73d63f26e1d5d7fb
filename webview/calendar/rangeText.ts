import { t } from "@vscode/l10n";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { ExportRange } from "../../shared/exportRange.ts";
import { describeDayRange } from "../format/days.ts";
import { eventsText } from "../format/figures.ts";
import { presetText } from "./presets.ts";

/** A range in a sentence, with the number of its events once that is known. */
export function selectedText(
  range: ExportRange,
  span: DaySpan | undefined,
  eventCount: number | undefined,
): string {
  if (span === undefined) return t("All time selected, no events");
  const daysText = describeDayRange(span.startDay, span.endDay);
  if (range.kind === "days") {
    return eventCount === undefined
      ? t("{0} selected", daysText)
      : t("{0} selected, {1}", daysText, eventsText(eventCount));
  }
  const preset = presetText(range.kind);
  return eventCount === undefined
    ? t("{0} selected, {1}", preset, daysText)
    : t("{0} selected, {1}, {2}", preset, daysText, eventsText(eventCount));
}

/** The same for two ranges exactly where they mean the same. */
export function rangeKey(range: ExportRange): string {
  return range.kind === "days" ? `${range.startDay}..${range.endDay}` : range.kind;
}
