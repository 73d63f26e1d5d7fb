import { act, render, screen } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import { spanContains } from "../../../shared/calendarDays.ts";
import type { ExportRange } from "../../../shared/exportRange.ts";
import type { DayCount } from "../../../shared/protocol/values.ts";
import { RangePicker } from "../../../webview/calendar/RangePicker.tsx";
import { touchedDays } from "../../../webview/touchedDays.ts";
import { dayCount, span } from "../dayFixture.ts";

/** A Friday. */
const NOW_MS = Date.parse("2026-11-20T12:00:00.000Z");

const DAYS: readonly DayCount[] = [
  dayCount("2026-09-30", 5),
  dayCount("2026-10-30", 40),
  dayCount("2026-11-12", 34_567),
  dayCount("2026-11-17", 1_234, 12),
  dayCount("2026-11-19", 300),
];

interface PickerOptions {
  readonly days?: readonly DayCount[];
  /** "2026-11-17..2026-11-19", or a preset. */
  readonly range?: string;
  readonly nowMs?: number;
  /** Counts the events of a range. By default, those of its whole days. */
  readonly countOf?: (range: ExportRange) => number | undefined;
}

export interface RenderedPicker {
  readonly container: HTMLElement;
  /** Every selected range, in order. */
  readonly changes: readonly ExportRange[];
  readonly setRange: (range: ExportRange) => void;
  readonly setNow: (nowMs: number) => void;
}

/** Renders the picker with three months of events. Selected ranges are passed back to it. */
export function renderPicker({
  days = DAYS,
  range = "last7Days",
  nowMs = NOW_MS,
  countOf = (counted) => wholeDaysCount(counted, nowMs, days),
}: PickerOptions = {}): RenderedPicker {
  const changes: ExportRange[] = [];
  let setNow: (nowMs: number) => void = () => undefined;
  let setRange: (range: ExportRange) => void = () => undefined;
  function Owner(): ReactNode {
    const [current, setCurrent] = useState<ExportRange>(() => rangeOf(range));
    setRange = setCurrent;
    const [currentMs, setCurrentMs] = useState(nowMs);
    setNow = setCurrentMs;
    return (
      <RangePicker
        days={days}
        range={current}
        touched={touchedDays(current, currentMs, days)}
        nowMs={currentMs}
        eventCount={countOf(current)}
        onChange={(next) => {
          changes.push(next);
          setCurrent(next);
        }}
      />
    );
  }
  const { container } = render(<Owner />);
  return {
    container,
    changes,
    setRange: (next) => {
      setRange(next);
    },
    setNow: (next) => {
      setNow(next);
    },
  };
}

/** Renders the picker with a selected and focused day. */
export function renderAt(text: string): RenderedPicker {
  const picker = renderPicker({ range: text });
  act(() => {
    dayButton(text).focus();
  });
  return picker;
}

function wholeDaysCount(range: ExportRange, nowMs: number, days: readonly DayCount[]): number {
  const touched = touchedDays(range, nowMs, days);
  return days
    .filter(({ day }) => touched !== undefined && spanContains(touched, day))
    .reduce((sum, { eventCount }) => sum + eventCount, 0);
}

/** Parses the name of a preset, or days. */
export function rangeOf(text: string): ExportRange {
  switch (text) {
    case "last24Hours":
    case "last7Days":
    case "last30Days":
    case "allTime":
      return { kind: text };
    default:
      return { kind: "days", ...span(text) };
  }
}

/** The button of a visible day. Throws if the day is not visible. */
export function dayButton(text: string): HTMLElement {
  const button = document.querySelector<HTMLElement>(`[data-day="${text}"] button`);
  if (button === null) throw new Error(`${text} is not in view.`);
  return button;
}

/** The visible days that are marked as selected. */
export function selectedDays(): readonly (string | undefined)[] {
  return screen.getAllByRole("gridcell", { selected: true }).map((cell) => cell.dataset["day"]);
}

/** The visible months. */
export function shownMonths(): readonly (string | null)[] {
  return screen.getAllByRole("grid").map((grid) => grid.getAttribute("aria-label"));
}
