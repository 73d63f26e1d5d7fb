import { useEffect, useMemo, useReducer, useRef, type ReactNode } from "react";
import type { Snapshot } from "../shared/protocol/values.ts";
import { EmptyState } from "./empty/EmptyState.tsx";
import { ExportNotice } from "./export/ExportNotice.tsx";
import { useExport } from "./export/useExport.ts";
import { DeletionOutcome } from "./files/DeletionOutcome.tsx";
import { useDeletion } from "./files/useDeletion.ts";
import { rangeKey } from "./format/rangeKey.ts";
import { PanelHeader } from "./header/PanelHeader.tsx";
import { useRangeCount } from "./host/useRangeCount.ts";
import type { KeptPage } from "./kept/keptPage.ts";
import { reducePanelState, sourceOf } from "./kept/panelState.ts";
import { usePageScroll } from "./kept/usePageScroll.ts";
import { RangeOverview } from "./RangeOverview.tsx";
import { touchedDays } from "./touchedDays.ts";
import { Views } from "./Views.tsx";
import "./Dashboard.css";

interface DashboardProps {
  readonly page: KeptPage;
  readonly snapshot: Snapshot;
}

/** The content of the panel once the first snapshot has arrived. */
export function Dashboard({ page, snapshot }: DashboardProps): ReactNode {
  const source = sourceOf(snapshot);
  const [state, dispatch] = useReducer(reducePanelState, page.state);
  useEffect(() => {
    page.saveState(state);
  }, [page, state]);
  if (state.source !== source) dispatch({ kind: "sourceShown", source });

  const { range } = state;
  const { nowMs, days, revision } = snapshot;
  const view = useMemo(() => ({ range, nowMs }), [range, nowMs]);
  const counted = useRangeCount(view, source, revision);
  const exporting = useExport(view, state.format, source);
  const deletion = useDeletion(`${source} ${rangeKey(range)}`);
  usePageScroll(page);
  const views = useRef<HTMLDivElement>(null);

  const touched = useMemo(() => touchedDays(range, nowMs, days), [range, nowMs, days]);
  const isEmpty = snapshot.index.state === "ready" && days.length === 0;
  return (
    <main>
      <PanelHeader snapshot={snapshot} />
      {isEmpty ? (
        <EmptyState snapshot={snapshot} />
      ) : (
        <RangeOverview
          snapshot={snapshot}
          state={state}
          dispatch={dispatch}
          counted={counted}
          touched={touched}
          onShowErrors={() => {
            dispatch({ kind: "errorsRequested" });
            views.current?.scrollIntoView({ block: "start" });
          }}
        />
      )}
      {/* Outside the views, which may disappear with a deletion. */}
      <div className="outcomes">
        <ExportNotice state={exporting.state} isViewShown={!isEmpty && state.tab === "export"} />
        <DeletionOutcome state={deletion.state} isStoreEmpty={isEmpty} />
      </div>
      {!isEmpty && (
        <div ref={views}>
          <Views
            key={source}
            page={page}
            snapshot={snapshot}
            state={state}
            dispatch={dispatch}
            view={view}
            count={counted.count}
            days={touched}
            exporting={exporting}
            onDelete={deletion.start}
            onDetailOpened={() => {
              views.current?.scrollIntoView({ block: "nearest" });
            }}
          />
        </div>
      )}
    </main>
  );
}
