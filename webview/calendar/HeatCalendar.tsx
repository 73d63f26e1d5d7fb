import { memo, useMemo, useRef, useState, type ReactNode } from "react";
import { DayPicker } from "react-day-picker";
import { addMonths, lastOfMonth, type DaySpan } from "../../shared/calendarDays.ts";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import { displayLocale } from "../format/locale.ts";
import { BREAKPOINTS } from "../ui/breakpoints.ts";
import { useHasRoom } from "../ui/useHasRoom.ts";
import { CALENDAR_FORMATTERS, calendarLabels } from "./calendarText.ts";
import { heatScale } from "./heat.ts";
import { HeatCalendarProvider, type HeatCalendarContext } from "./heatCalendarContext.ts";
import { HeatDay } from "./HeatDay.tsx";
import { HeatDayButton } from "./HeatDayButton.tsx";
import { MonthButtons } from "./MonthButtons.tsx";
import { FIRST_WEEKDAY, dayAfterKey } from "./dayAfterKey.ts";
import { firstShownMonth, monthBounds, monthInView } from "./shownMonths.ts";
import { useDaySelection } from "./useDaySelection.ts";
import { DATE_LIB, dateOf, dayOf } from "./utcDate.ts";
import "./HeatCalendar.css";

interface HeatCalendarProps {
  readonly days: readonly DayCount[];
  readonly selected: DaySpan | undefined;
  readonly today: UtcDay;
  readonly onSelect: (span: DaySpan) => void;
}

const COMPONENTS = { Day: HeatDay, DayButton: HeatDayButton };

/**
 * A calendar with the number of events on each day. Days are selected by click, Shift+click, drag
 * or keyboard. Rendering is slow, so props are compared by value.
 */
export const HeatCalendar = memo(function HeatCalendar({
  days,
  selected,
  today,
  onSelect,
}: HeatCalendarProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const monthCount = useHasRoom(root, BREAKPOINTS.twoMonths) ? 2 : 1;
  const bounds = monthBounds(days, today);
  const [month, setMonth] = useState(() => monthInView(bounds.lastMonth, 1, selected));
  const [lastSelected, setLastSelected] = useState(selected);
  if (!isSameSpan(lastSelected, selected)) {
    setLastSelected(selected);
    setMonth(monthInView(month, monthCount, selected));
  }
  const firstShown = firstShownMonth(month, monthCount, bounds);
  const lastShown = addMonths(firstShown, monthCount - 1);

  const { shown, press, enter, choose, extendTo } = useDaySelection(selected, onSelect);
  const byDay = useMemo(() => new Map(days.map((count) => [count.day, count])), [days]);
  const heatOf = useMemo(() => heatScale(days.map(({ eventCount }) => eventCount)), [days]);
  const labels = useMemo(() => calendarLabels((day) => byDay.get(day)), [byDay]);
  const context: HeatCalendarContext = {
    countOf: (day) => byDay.get(day),
    heatOf,
    onPress: press,
    onEnter: enter,
    onExtendByKey: (day, key) => {
      extendTo(dayAfterKey(day, key, bounds));
    },
  };

  return (
    <div className="heat-calendar" ref={root}>
      <MonthButtons
        firstShown={firstShown}
        lastShown={lastShown}
        bounds={bounds}
        onShow={setMonth}
      />
      <HeatCalendarProvider value={context}>
        <DayPicker
          mode="range"
          required
          timeZone="UTC"
          dateLib={DATE_LIB}
          lang={displayLocale()}
          weekStartsOn={FIRST_WEEKDAY}
          today={dateOf(today)}
          hideNavigation
          numberOfMonths={monthCount}
          month={dateOf(firstShown)}
          startMonth={dateOf(bounds.firstMonth)}
          endMonth={dateOf(lastOfMonth(bounds.lastMonth))}
          onMonthChange={(first) => {
            setMonth(addMonths(dayOf(first), monthCount - 1));
          }}
          selected={shown && { from: dateOf(shown.startDay), to: dateOf(shown.endDay) }}
          onSelect={(_range, date, _modifiers, event) => {
            if (event.shiftKey) extendTo(dayOf(date));
            else choose(dayOf(date));
          }}
          components={COMPONENTS}
          formatters={CALENDAR_FORMATTERS}
          labels={labels}
        />
      </HeatCalendarProvider>
    </div>
  );
}, isSameCalendar);

/** Compares by value, because each snapshot has new arrays. */
function isSameCalendar(one: HeatCalendarProps, other: HeatCalendarProps): boolean {
  return (
    one.today === other.today &&
    one.onSelect === other.onSelect &&
    isSameSpan(one.selected, other.selected) &&
    JSON.stringify(one.days) === JSON.stringify(other.days)
  );
}

function isSameSpan(one: DaySpan | undefined, other: DaySpan | undefined): boolean {
  return one?.startDay === other?.startDay && one?.endDay === other?.endDay;
}
