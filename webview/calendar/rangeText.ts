import { t } from "@vscode/l10n";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { ExportRange } from "../../shared/exportRange.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import { describeDayRange } from "../format/days.ts";
import { eventsText } from "./dayText.ts";
import { presetText } from "./presets.ts";
import { eventCountOf } from "./rangeDays.ts";

/**
 * A range in a sentence, with its events where whole days tell them. "Last 24 hours" and the like
 * begin and end within a day, so that the counts of days say nothing exact of them.
 */
export function selectedText(
  range: ExportRange,
  span: DaySpan | undefined,
  days: readonly DayCount[],
): string {
  if (span === undefined) return t("All time selected, no events");
  const daysText = describeDayRange(span.startDay, span.endDay);
  const events = eventsText(eventCountOf(span, days));
  switch (range.kind) {
    case "days":
      return t("{0} selected, {1}", daysText, events);
    case "allTime":
      return t("All time selected, {0}, {1}", daysText, events);
    default:
      return t("{0} selected, {1}", presetText(range.kind), daysText);
  }
}

/** The same for two ranges exactly where they mean the same. */
export function rangeKey(range: ExportRange): string {
  return range.kind === "days" ? `${range.startDay}..${range.endDay}` : range.kind;
}
