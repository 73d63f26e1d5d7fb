import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import type { AnchoredRange, EventRef } from "../../shared/protocol/values.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { useKeptFocus } from "../ui/useKeptFocus.ts";
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
  /** Rises when the store changed. */
  readonly dataRevision: number;
  /**
   * Rises by one with each new event that belongs to the range, whether it matches or not; falls
   * only where events were deleted. Undefined while it is not known.
   */
  readonly eventCount: number | undefined;
  readonly filter: EventFilter;
  readonly onFilterChange: (filter: EventFilter) => void;
  /** The event that is open. */
  readonly selected: EventRef | undefined;
  readonly onSelect: (ref: EventRef | undefined) => void;
  /** The most frequent first. */
  readonly frequentEvents: readonly { readonly name: string; readonly count: number }[];
  /** Where the list was scrolled to when it was last shown: what `onScroll` told, in pixels. */
  readonly initialScroll: number;
  readonly onScroll: (pixels: number) => void;
}

/** The events of the range, to filter, to scroll through and to open. */
export function EventsView(props: EventsViewProps): ReactNode {
  const { view, dataRevision, eventCount, filter, onFilterChange, selected, onSelect } = props;
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const list = useRef<EventListHandle>(null);
  const leftEvent = useRef<EventRef>(undefined);
  const [isOpenedByKeyboard, setIsOpenedByKeyboard] = useState(false);
  const { found, newCount, refresh, stop, want } = useEventQuery({
    view,
    filter,
    dataRevision,
    eventCount,
    mayFollow: () =>
      list.current === null ||
      (list.current.isAtTop() && filter.newestFirst && selected === undefined),
  });

  // The row takes the focus once the detail is gone.
  useEffect(() => {
    const left = leftEvent.current;
    if (selected !== undefined || left === undefined) return;
    leftEvent.current = undefined;
    list.current?.focusRow(left);
  }, [selected]);
  const close = () => {
    leftEvent.current = selected;
    onSelect(undefined);
  };

  const keptFocus = useKeptFocus(section, () => {
    (list.current ?? body.current)?.focus();
  });
  const hasRows = found.rowCount > 0;
  useLayoutEffect(() => {
    // It waited there for the list.
    if (hasRows && document.activeElement === body.current) list.current?.focus();
  }, [hasRows]);

  return (
    <section ref={section} className="events-view" {...keptFocus}>
      <EventToolbar
        filter={filter}
        onFilterChange={onFilterChange}
        frequentEvents={props.frequentEvents}
      />
      <EventStatus
        found={found}
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
        aria-label={t("Found events")}
        tabIndex={-1}
      >
        {hasRows ? (
          <EventList
            handle={list}
            found={found}
            onWant={want}
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
          <div className="events-missing">
            <NoEvents
              found={found}
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
