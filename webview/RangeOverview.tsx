import { t } from "@vscode/l10n";
import type { Dispatch, ReactNode } from "react";
import { spanContains, type DaySpan } from "../shared/calendarDays.ts";
import type { DayCount, Snapshot } from "../shared/protocol/values.ts";
import { RangePicker } from "./calendar/RangePicker.tsx";
import { rangeTitle } from "./calendar/rangeTitle.ts";
import { DayChart } from "./chart/DayChart.tsx";
import type { PanelAction, PanelState } from "./state/panelState.ts";
import type { CountedRange } from "./state/useRangeCount.ts";
import { Problem } from "./states/Problem.tsx";
import { RangeSummary } from "./summary/RangeSummary.tsx";

interface RangeOverviewProps {
  readonly snapshot: Snapshot;
  readonly state: PanelState;
  readonly dispatch: Dispatch<PanelAction>;
  readonly counted: CountedRange;
  /** The whole days that the range touches. */
  readonly touched: DaySpan | undefined;
  /** The events with errors were asked for. */
  readonly onShowErrors: () => void;
}

/** The whole days of a range, which is close to its count as long as that is under way. */
function daysIn(days: readonly DayCount[], span: DaySpan | undefined): readonly DayCount[] {
  return span === undefined ? [] : days.filter(({ day }) => spanContains(span, day));
}

/** Chooses the range, and shows what it holds at a glance. */
export function RangeOverview(props: RangeOverviewProps): ReactNode {
  const { state, dispatch, touched } = props;
  const { nowMs, days } = props.snapshot;
  const { count, failure } = props.counted;
  return (
    <section className="range" aria-label={t("Range of days")}>
      <RangePicker
        days={days}
        range={state.range}
        nowMs={nowMs}
        eventCount={count?.eventCount}
        onChange={(range) => {
          dispatch({ kind: "rangeChosen", range });
        }}
      />
      <div className="range-counts">
        <h2>{rangeTitle({ range: state.range, nowMs }, touched)}</h2>
        {failure !== undefined && <Problem>{failure}</Problem>}
        <RangeSummary count={count} onShowErrors={props.onShowErrors} />
        <DayChart
          days={count?.days ?? daysIn(days, touched)}
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
