import { t } from "@vscode/l10n";
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react";
import type { EventRef } from "../../shared/protocol/values.ts";
import { BREAKPOINTS } from "../ui/breakpoints.ts";
import { useHasRoom } from "../ui/useHasRoom.ts";
import { EventHeadings } from "./EventColumns.tsx";
import { EventListItem } from "./EventListItem.tsx";
import { isSameEvent, rowAt } from "./eventPages.ts";
import type { SearchView } from "./eventSearch.ts";
import { listHeight, MAX_LISTED_ROWS, NARROW_ROW_PX, WIDE_ROW_PX } from "./listGeometry.ts";
import { readOffset } from "./listScroll.ts";
import { useListKeyboard, type EventListHandle } from "./useListKeyboard.ts";
import { useListPosition } from "./useListPosition.ts";
import { useVisibleRows } from "./useVisibleRows.ts";
import "./EventList.css";

/** Rows loaded beyond the visible ones, so that slow scrolling shows no gaps. */
const AHEAD_ROWS = 50;

interface EventListProps {
  readonly handle: Ref<EventListHandle>;
  readonly results: SearchView;
  readonly onLoadRows: (first: number, last: number) => void;
  readonly selected: EventRef | undefined;
  readonly onOpen: (ref: EventRef, how: { readonly isByKeyboard: boolean }) => void;
  readonly onDismiss: () => void;
  readonly initialScroll: number;
  readonly onScroll: (pixels: number) => void;
}

/** The matching events as a virtual list. */
export function EventList(props: EventListProps): ReactNode {
  const { handle, results, onLoadRows, selected, onOpen, onDismiss, initialScroll, onScroll } =
    props;
  const { pages, shownId } = results;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [isFocused, setIsFocused] = useState(false);
  const isWide = useHasRoom(list, BREAKPOINTS.eventColumns);
  const rowPx = isWide ? WIDE_ROW_PX : NARROW_ROW_PX;
  const rowCount = Math.min(results.rowCount, MAX_LISTED_ROWS);
  const rows = { rowCount, rowPx };
  const position = useListPosition({ list, results, rows, isFocused, initialScroll });
  const { active } = position;
  const isDetailOpen = selected !== undefined;
  const keyboard = useListKeyboard({
    list,
    handle,
    rows,
    pages,
    position,
    isDetailOpen,
    onOpen,
    onDismiss,
  });
  const { first, last, rendered, shiftPx } = useVisibleRows(list, rows);
  // Always render the active row, because `aria-activedescendant` refers to it.
  const withActive = rendered.includes(active) ? rendered : [...rendered, active];

  const loadRows = useEffectEvent(onLoadRows);
  useEffect(() => {
    loadRows(Math.max(0, first - AHEAD_ROWS), last + AHEAD_ROWS);
  }, [first, last, shownId]);

  return (
    <div className="event-list-box">
      <EventHeadings isWide={isWide} />
      <div
        ref={list}
        className={isWide ? "event-list" : "event-list event-list-narrow"}
        role="listbox"
        tabIndex={0}
        aria-label={t("Events (times in UTC)")}
        aria-activedescendant={`${id}-${active}`}
        aria-busy={results.isOutdated}
        onKeyDown={keyboard.handleKeyDown}
        onClick={(event) => {
          const index = clickedIndex(event.target);
          if (index !== undefined) keyboard.handleClick(index);
        }}
        onFocus={() => {
          setIsFocused(true);
          keyboard.handleFocus();
        }}
        onBlur={() => {
          setIsFocused(false);
        }}
        onScroll={(event) => {
          onScroll((readOffset(event.currentTarget, rows) / rowPx) * WIDE_ROW_PX);
        }}
      >
        <div
          className="event-rows"
          role="presentation"
          style={{ blockSize: `${listHeight(rowCount, rowPx)}px` }}
        >
          {withActive.map((index) => {
            const row = rowAt(pages, index);
            return (
              <EventListItem
                key={index}
                id={`${id}-${index}`}
                index={index}
                rowCount={rowCount}
                row={row}
                topPx={index * rowPx - shiftPx}
                heightPx={rowPx}
                isActive={index === active}
                isOpen={row !== undefined && isSameEvent(row.ref, selected)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The index of the clicked row; undefined outside the rows. */
function clickedIndex(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return row === null ? undefined : Number(row.dataset["index"]);
}
