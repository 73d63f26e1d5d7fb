import { t } from "@vscode/l10n";
import { useEffect, useMemo, useReducer, type ReactNode } from "react";
import { spanHas, type DaySpan } from "../shared/calendarDays.ts";
import type { DayCount, Snapshot } from "../shared/protocol/values.ts";
import { RangePicker } from "./calendar/RangePicker.tsx";
import { touchedDays } from "./calendar/rangeDays.ts";
import { DayChart } from "./chart/DayChart.tsx";
import { useExport } from "./export/exportState.ts";
import { describeDayRange } from "./format/days.ts";
import { PanelHeader } from "./header/PanelHeader.tsx";
import type { KeptPage } from "./state/keptPage.ts";
import { reducePanelState, sourceOf } from "./state/panelState.ts";
import { usePageScroll } from "./state/usePageScroll.ts";
import { useRangeCount } from "./state/useRangeCount.ts";
import { EmptyState } from "./states/EmptyState.tsx";
import { Problem } from "./states/Problem.tsx";
import { RangeSummary } from "./summary/RangeSummary.tsx";
import { Views } from "./Views.tsx";

interface DashboardProps {
  readonly page: KeptPage;
  readonly snapshot: Snapshot;
}

/** The whole days of a range, which is close to its count as long as that is under way. */
function daysIn(days: readonly DayCount[], span: DaySpan | undefined): readonly DayCount[] {
  return span === undefined ? [] : days.filter(({ day }) => spanHas(span, day));
}

/** Everything the panel shows, once the host has told what there is. */
export function Dashboard({ page, snapshot }: DashboardProps): ReactNode {
  const source = sourceOf(snapshot);
  const [state, dispatch] = useReducer(reducePanelState, page.state);
  useEffect(() => {
    page.keepState(state);
  }, [page, state]);
  if (state.source !== source) dispatch({ kind: "sourceShown", source });

  const { range } = state;
  const { nowMs, days, revision } = snapshot;
  const view = useMemo(() => ({ range, nowMs }), [range, nowMs]);
  const { count, failure } = useRangeCount(view, source, revision);
  const exporting = useExport(view, state.format);
  usePageScroll(page, count !== undefined);

  const touched = touchedDays(range, nowMs, days);
  const isEmpty = snapshot.index.state === "ready" && days.length === 0;
  return (
    <main>
      <PanelHeader snapshot={snapshot} />
      {isEmpty ? (
        <EmptyState snapshot={snapshot} />
      ) : (
        <>
          <section className="range" aria-label={t("Range of days")}>
            <RangePicker
              days={days}
              range={range}
              nowMs={nowMs}
              onChange={(chosen) => {
                dispatch({ kind: "rangeChosen", range: chosen });
              }}
            />
            <div className="range-counts">
              <h2>
                {touched === undefined
                  ? t("No days yet")
                  : t("{0} (UTC)", describeDayRange(touched.startDay, touched.endDay))}
              </h2>
              {failure !== undefined && <Problem>{failure}</Problem>}
              <RangeSummary
                count={count}
                onShowErrors={() => {
                  dispatch({ kind: "errorsAsked" });
                }}
              />
              <DayChart
                days={count?.days ?? daysIn(days, touched)}
                range={touched}
                onSelectDay={(day) => {
                  dispatch({
                    kind: "rangeChosen",
                    range: { kind: "days", startDay: day, endDay: day },
                  });
                }}
                onSelectRange={(startDay, endDay) => {
                  dispatch({ kind: "rangeChosen", range: { kind: "days", startDay, endDay } });
                }}
              />
            </div>
          </section>
          <Views
            key={source}
            page={page}
            snapshot={snapshot}
            state={state}
            dispatch={dispatch}
            view={view}
            count={count}
            days={touched}
            exporting={exporting}
          />
        </>
      )}
    </main>
  );
}
