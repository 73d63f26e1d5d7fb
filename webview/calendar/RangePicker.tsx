import { t } from "@vscode/l10n";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import { utcDayOf, type UtcDay } from "../../shared/days.ts";
import type { ExportRange, RangePreset } from "../../shared/exportRange.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { describePreset } from "../format/ranges.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyRange } from "./EmptyRange.tsx";
import { HeatCalendar } from "./HeatCalendar.tsx";
import { selectedText } from "./selectedText.ts";
import { TypedDays } from "./TypedDays.tsx";
import "./RangePicker.css";

const PRESETS: readonly RangePreset[] = ["last24Hours", "last7Days", "last30Days", "allTime"];

interface RangePickerProps {
  /** All days with files, in chronological order. */
  readonly days: readonly DayCount[];
  readonly range: ExportRange;
  /** The whole days that the range touches; undefined if there are none. */
  readonly touched: DaySpan | undefined;
  readonly nowMs: number;
  /** Number of events in the range; undefined while counting. */
  readonly eventCount: number | undefined;
  readonly onChange: (range: ExportRange) => void;
}

/** Selects a time range: a preset, days in a calendar, or typed dates. All days are UTC. */
export function RangePicker(props: RangePickerProps): ReactNode {
  const { days, range, touched, nowMs, eventCount, onChange } = props;
  const key = rangeKey(range);
  // Announced when the range changes and when it has been counted, but not for every new event.
  const isCounted = eventCount !== undefined;
  const [announced, setAnnounced] = useState({ key, isCounted: true, text: "" });
  if (announced.key !== key || (isCounted && !announced.isCounted)) {
    setAnnounced({ key, isCounted, text: selectedText(range, touched, eventCount) });
  }

  // A stable callback, so that the calendar is not rendered again.
  const latestOnChange = useRef(onChange);
  useEffect(() => {
    latestOnChange.current = onChange;
  }, [onChange]);
  const selectDays = useCallback(({ startDay, endDay }: DaySpan) => {
    latestOnChange.current({ kind: "days", startDay, endDay });
  }, []);

  // Following the link removes it, so the focus moves to the day.
  const section = useRef<HTMLElement>(null);
  const followedDay = useRef<UtcDay>(undefined);
  useEffect(() => {
    if (followedDay.current === undefined) return;
    section.current
      ?.querySelector<HTMLElement>(`[data-day="${followedDay.current}"] button`)
      ?.focus();
    followedDay.current = undefined;
  }, [key]);

  return (
    <section className="range-picker" ref={section} aria-label={t("Select a time range (UTC)")}>
      <div className="range-presets" role="group" aria-label={t("Presets")}>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            isPressed={range.kind === preset}
            onClick={() => {
              onChange({ kind: preset });
            }}
          >
            {describePreset(preset)}
          </Button>
        ))}
      </div>
      <TypedDays rangeKey={key} selected={touched} onSelect={selectDays} />
      <HeatCalendar days={days} selected={touched} today={utcDayOf(nowMs)} onSelect={selectDays} />
      {touched !== undefined && eventCount === 0 && (
        <EmptyRange
          span={touched}
          days={days}
          onFollow={(day) => {
            followedDay.current = day;
            selectDays({ startDay: day, endDay: day });
          }}
        />
      )}
      <div className="hidden-text" role="status">
        {announced.text}
      </div>
    </section>
  );
}
