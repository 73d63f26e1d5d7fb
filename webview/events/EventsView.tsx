import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import type { AnchoredRange, EventRef } from "../../shared/protocol/values.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { useFocusRecovery } from "../ui/useFocusRecovery.ts";
import { EventDetail } from "./EventDetail.tsx";
import { EventList } from "./EventList.tsx";
import { EventStatus } from "./EventStatus.tsx";
import { EventToolbar } from "./EventToolbar.tsx";
import { isFiltering } from "./isFiltering.ts";
import { NoEvents } from "./NoEvents.tsx";
import { useEventQuery } from "./useEventQuery.ts";
import type { EventListHandle } from "./useListKeyboard.ts";
import "./EventsView.css";

interface EventsViewProps {
  readonly view: AnchoredRange;
  /** Increases when the stored data changes. */
  readonly dataRevision: number;
  /**
   * A count that increases with each new event in the range, matching or not, and decreases only if
   * events are deleted. Undefined if it is unknown.
   */
  readonly eventCount: number | undefined;
  readonly filter: EventFilter;
  readonly onFilterChange: (filter: EventFilter) => void;
  /** The open event. */
  readonly selected: EventRef | undefined;
  readonly onSelect: (ref: EventRef | undefined) => void;
  /** Most frequent first. */
  readonly frequentEvents: readonly { readonly name: string; readonly count: number }[];
  /** The last scroll position reported by `onScroll`, in pixels. */
  readonly initialScroll: number;
  readonly onScroll: (pixels: number) => void;
}

/** The events of the range: filter, list and details. */
export function EventsView(props: EventsViewProps): ReactNode {
  const { view, dataRevision, eventCount, filter, onFilterChange, selected, onSelect } = props;
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const list = useRef<EventListHandle>(null);
  const closedEvent = useRef<EventRef>(undefined);
  const [isOpenedByKeyboard, setIsOpenedByKeyboard] = useState(false);
  const { results, newCount, refresh, stop, loadRows } = useEventQuery({
    view,
    filter,
    dataRevision,
    eventCount,
    mayFollow: () =>
      list.current === null ||
      (list.current.isAtTop() && filter.newestFirst && selected === undefined),
  });

  // Moves the focus to the row after the details have been closed.
  useEffect(() => {
    const closed = closedEvent.current;
    if (selected !== undefined || closed === undefined) return;
    closedEvent.current = undefined;
    list.current?.focusRow(closed);
  }, [selected]);
  const close = () => {
    closedEvent.current = selected;
    onSelect(undefined);
  };

  const focusRecovery = useFocusRecovery(section, () => {
    (list.current ?? body.current)?.focus();
  });
  const hasRows = results.rowCount > 0;
  useLayoutEffect(() => {
    // The focus was parked there while there was no list.
    if (hasRows && document.activeElement === body.current) list.current?.focus();
  }, [hasRows]);

  return (
    <section ref={section} className="events-view" {...focusRecovery}>
      <EventToolbar
        filter={filter}
        onFilterChange={onFilterChange}
        frequentEvents={props.frequentEvents}
      />
      <EventStatus
        results={results}
        isFiltering={isFiltering(filter)}
        newCount={newCount}
        onStop={stop}
        onRefresh={() => {
          refresh();
          list.current?.focus();
        }}
      />
      <div
        ref={body}
        className="events-body focus-inside"
        role="group"
        aria-label={t("Matching events")}
        tabIndex={-1}
      >
        {hasRows ? (
          <EventList
            handle={list}
            results={results}
            onLoadRows={loadRows}
            selected={selected}
            onOpen={(ref, { isByKeyboard }) => {
              setIsOpenedByKeyboard(isByKeyboard);
              onSelect(ref);
            }}
            onDismiss={close}
            initialScroll={props.initialScroll}
            onScroll={props.onScroll}
          />
        ) : (
          <div className="events-placeholder">
            <NoEvents
              results={results}
              isFiltering={isFiltering(filter)}
              onClearFilter={() => {
                onFilterChange({ ...filter, text: "", errorsOnly: false });
              }}
              onRetry={refresh}
            />
          </div>
        )}
        {selected !== undefined && (
          <EventDetail
            eventRef={selected}
            takesFocus={isOpenedByKeyboard}
            onSelect={onSelect}
            onClose={close}
          />
        )}
      </div>
    </section>
  );
}
