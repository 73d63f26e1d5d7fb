import { t } from "@vscode/l10n";
import type { Dispatch, ReactNode } from "react";
import type { DaySpan } from "../shared/calendarDays.ts";
import type {
  AnchoredRange,
  DeletionTarget,
  RangeCount,
  Snapshot,
} from "../shared/protocol/values.ts";
import { EventsView } from "./events/EventsView.tsx";
import { ExportView } from "./export/ExportView.tsx";
import type { Export } from "./export/useExport.ts";
import { DeletionBar } from "./files/DeletionBar.tsx";
import { FilesView } from "./files/FilesView.tsx";
import { describeRange } from "./format/ranges.ts";
import type { KeptPage } from "./kept/keptPage.ts";
import type { PanelAction, PanelState } from "./kept/panelState.ts";
import { Tabs } from "./ui/Tabs.tsx";

interface ViewsProps {
  readonly page: KeptPage;
  readonly snapshot: Snapshot;
  readonly state: PanelState;
  readonly dispatch: Dispatch<PanelAction>;
  readonly view: AnchoredRange;
  readonly count: RangeCount | undefined;
  /** The whole days that the range touches. */
  readonly days: DaySpan | undefined;
  readonly exporting: Export;
  /** Called when the details of an event open and need more room. */
  readonly onDetailOpened: () => void;
  readonly onDelete: (target: DeletionTarget) => void;
}

/** The time range in detail: its events, its files, and its export. */
export function Views(props: ViewsProps): ReactNode {
  const { snapshot, state, dispatch, view, count } = props;
  const { isReadOnly } = snapshot.source;
  return (
    <Tabs
      label={t("Time range details")}
      selected={state.tab}
      tabs={[
        { id: "events", title: t("Events") },
        { id: "files", title: t("Files") },
        { id: "export", title: t("Preview and Export") },
      ]}
      onSelect={(tab) => {
        dispatch({ kind: "tabChosen", tab });
      }}
    >
      {state.tab === "events" && (
        <EventsView
          view={view}
          dataRevision={snapshot.revision}
          eventCount={countForNewEvents(state, snapshot, count)}
          filter={state.filter}
          onFilterChange={(filter) => {
            dispatch({ kind: "filterChanged", filter });
          }}
          selected={state.selected}
          onSelect={(ref) => {
            dispatch({ kind: "eventSelected", ref });
            if (ref !== undefined) props.onDetailOpened();
          }}
          frequentEvents={count?.frequentEvents ?? []}
          initialScroll={props.page.listScroll(state)}
          onScroll={(pixels) => {
            props.page.saveListScroll(state, pixels);
          }}
        />
      )}
      {state.tab === "files" && (
        <FilesView
          view={view}
          dataRevision={snapshot.revision}
          isReadOnly={isReadOnly}
          sort={state.fileSort}
          onSortChange={(sort) => {
            dispatch({ kind: "filesSorted", sort });
          }}
          onDelete={props.onDelete}
          header={!isReadOnly && <DeletionBar days={props.days} onDelete={props.onDelete} />}
        />
      )}
      {state.tab === "export" && (
        <>
          <p>
            {t(
              "{0}: all events in this range, regardless of the filter.",
              describeRange(view, props.days),
            )}
          </p>
          <ExportView
            view={view}
            count={count}
            dataRevision={snapshot.revision}
            format={state.format}
            onFormatChange={(format) => {
              dispatch({ kind: "formatChosen", format });
            }}
            exporting={props.exporting.state}
            onExport={props.exporting.start}
            onCancel={props.exporting.cancel}
          />
        </>
      )}
    </Tabs>
  );
}

/**
 * A count that increases with each new event. For a preset, it is that of the whole store: events
 * leave the preset while others arrive, so its own count may not change.
 */
function countForNewEvents(
  { range }: PanelState,
  { index, totals }: Snapshot,
  count: RangeCount | undefined,
): number | undefined {
  // During the first scan, the total increases without new events.
  if (index.state === "reading") return undefined;
  return range.kind === "days" ? count?.eventCount : totals.eventCount;
}
