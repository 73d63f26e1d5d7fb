import { render, screen } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import type { DayCount } from "../../../shared/protocol/values.ts";
import { DayChart } from "../../../webview/chart/DayChart.tsx";
import type { ChartView } from "../../../webview/kept/panelState.ts";
import { touchedDays } from "../../../webview/touchedDays.ts";
import { dayCount, span } from "../dayFixture.ts";

export const WEEK: readonly DayCount[] = [
  { ...dayCount("2026-11-13", 4_000, 1), fileCount: 3, skippedLineCount: 2 },
  dayCount("2026-11-14", 1_000),
  dayCount("2026-11-17", 8, 8),
  dayCount("2026-11-19", 0),
];

interface ChartOptions {
  readonly days?: readonly DayCount[];
  /** Like "2026-11-13..2026-11-19". By default, from the first to the last day. */
  readonly range?: string;
}

interface RenderedChart {
  readonly container: HTMLElement;
  /** The selected days, like "2026-11-17", and ranges, like "2026-11-01..2026-11-30". */
  readonly selections: readonly string[];
  readonly setDays: (days: readonly DayCount[]) => void;
}

/** Renders the chart of a week. Selections are passed back to it as its range. */
export function renderChart({ days = WEEK, range }: ChartOptions = {}): RenderedChart {
  const selections: string[] = [];
  let setDays: (days: readonly DayCount[]) => void = () => undefined;
  function Owner(): ReactNode {
    const [currentDays, setCurrentDays] = useState(days);
    setDays = setCurrentDays;
    const [selected, setSelected] = useState(range === undefined ? undefined : span(range));
    const [view, setView] = useState<ChartView>("chart");
    return (
      <DayChart
        days={currentDays}
        range={selected ?? touchedDays({ kind: "allTime" }, 0, currentDays)}
        view={view}
        onViewChange={setView}
        onSelect={({ startDay, endDay }) => {
          selections.push(startDay === endDay ? startDay : `${startDay}..${endDay}`);
          setSelected({ startDay, endDay });
        }}
      />
    );
  }
  const { container } = render(<Owner />);
  return {
    container,
    selections,
    setDays: (next) => {
      setDays(next);
    },
  };
}

/** The bar whose accessible name starts with `name`. */
export function bar(name: string): HTMLElement {
  return screen.getByRole("button", { name: new RegExp(`^${name}, `) });
}

/** The accessible names of the bars. */
export function barLabels(): readonly (string | null)[] {
  return [...document.querySelectorAll(".bars-bar")].map((found) =>
    found.getAttribute("aria-label"),
  );
}
