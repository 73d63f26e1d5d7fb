import { t } from "@vscode/l10n";
import type { Dispatch, ReactNode } from "react";
import type { DaySpan } from "../shared/calendarDays.ts";
import type { Snapshot } from "../shared/protocol/values.ts";
import { RangePicker } from "./calendar/RangePicker.tsx";
import { DayChart } from "./chart/DayChart.tsx";
import { describeRange } from "./format/ranges.ts";
import type { CountedRange } from "./host/useRangeCount.ts";
import type { PanelAction, PanelState } from "./kept/panelState.ts";
import { RangeSummary } from "./summary/RangeSummary.tsx";
import { Problem } from "./ui/Problem.tsx";
import "./RangeOverview.css";

interface RangeOverviewProps {
  readonly snapshot: Snapshot;
  readonly state: PanelState;
  readonly dispatch: Dispatch<PanelAction>;
  readonly counted: CountedRange;
  /** The whole days that the range touches. */
  readonly touched: DaySpan | undefined;
  readonly onShowErrors: () => void;
}

/** Selects the time range and shows its counts. */
export function RangeOverview(props: RangeOverviewProps): ReactNode {
  const { state, dispatch, touched } = props;
  const { nowMs, days } = props.snapshot;
  const { count, failure } = props.counted;
  return (
    <section className="range" aria-label={t("Time range")}>
      <RangePicker
        days={days}
        range={state.range}
        touched={touched}
        nowMs={nowMs}
        eventCount={count?.eventCount}
        onChange={(range) => {
          dispatch({ kind: "rangeChosen", range });
        }}
      />
      <div className="range-counts">
        <h2>{describeRange({ range: state.range, nowMs }, touched)}</h2>
        {failure !== undefined && <Problem>{failure}</Problem>}
        <RangeSummary count={count} onShowErrors={props.onShowErrors} />
        {/* Until the range is counted, the days of the store are a close approximation. */}
        <DayChart
          days={count?.days ?? days}
          range={touched}
          view={state.chartView}
          onViewChange={(chartView) => {
            dispatch({ kind: "chartViewChosen", chartView });
          }}
          onSelect={({ startDay, endDay }) => {
            dispatch({ kind: "rangeChosen", range: { kind: "days", startDay, endDay } });
          }}
        />
      </div>
    </section>
  );
}
