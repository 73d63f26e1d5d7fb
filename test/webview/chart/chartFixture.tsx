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

interface ChartGiven {
  readonly days?: readonly DayCount[];
  /** "2026-11-13..2026-11-19"; without it from the first to the last day. */
  readonly range?: string;
}

interface RenderedChart {
  readonly container: HTMLElement;
  /** What was selected: "2026-11-17" as a day, "2026-11-01..2026-11-30" as a range. */
  readonly selections: readonly string[];
  readonly setDays: (days: readonly DayCount[]) => void;
}

/** The chart of a week, with what it selects given back to it as its range. */
export function renderChart({ days = WEEK, range }: ChartGiven = {}): RenderedChart {
  const selections: string[] = [];
  let setDays: (days: readonly DayCount[]) => void = () => undefined;
  function Owner(): ReactNode {
    const [currentDays, setCurrentDays] = useState(days);
    setDays = setCurrentDays;
    const [chosen, setChosen] = useState(range === undefined ? undefined : span(range));
    const [view, setView] = useState<ChartView>("chart");
    return (
      <DayChart
        days={currentDays}
        range={chosen ?? touchedDays({ kind: "allTime" }, 0, currentDays)}
        view={view}
        onViewChange={setView}
        onSelect={({ startDay, endDay }) => {
          selections.push(startDay === endDay ? startDay : `${startDay}..${endDay}`);
          setChosen({ startDay, endDay });
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

/** The bar whose name begins with the text. */
export function bar(name: string): HTMLElement {
  return screen.getByRole("button", { name: new RegExp(`^${name}, `) });
}

/** The names of the bars. */
export function barLabels(): readonly (string | null)[] {
  return [...document.querySelectorAll(".bars-bar")].map((found) =>
    found.getAttribute("aria-label"),
  );
}
