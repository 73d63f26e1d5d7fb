import { t } from "@vscode/l10n";
import type { Formatters, Labels } from "react-day-picker";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import { describeErrorsOrNone, describeEventsOrNone } from "../format/counts.ts";
import { describeDay } from "../format/days.ts";
import { describeList } from "../format/lists.ts";
import { dayOf } from "./utcDate.ts";

/** The visible text of the calendar, in the page's language. */
export const CALENDAR_FORMATTERS: Partial<Formatters> = {
  formatCaption: (month) => describeDay(dayOf(month), "month"),
  formatDay: (date) => String(Number(dayOf(date).slice(8))),
  formatWeekdayName: (date) => describeDay(dayOf(date), "shortWeekday"),
};

/** The accessible names in the calendar. */
export function calendarLabels(countOf: (day: UtcDay) => DayCount | undefined): Partial<Labels> {
  return {
    labelGrid: (month) => describeDay(dayOf(month), "month"),
    labelWeekday: (date) => describeDay(dayOf(date), "weekday"),
    labelDayButton: (date, { selected }) =>
      dayLabel(dayOf(date), countOf(dayOf(date)), selected === true),
  };
}

/** "Tuesday, 17 November 2026, 1,234 events, 12 errors", and whether it is selected. */
export function dayLabel(day: UtcDay, count: DayCount | undefined, isSelected: boolean): string {
  const { eventCount = 0, errorCount = 0 } = count ?? {};
  const parts = [describeDay(day, "longDay"), describeEventsOrNone(eventCount)];
  if (errorCount > 0) parts.push(describeErrorsOrNone(errorCount));
  if (isSelected) parts.push(t("selected"));
  return describeList(parts);
}
