import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { SearchView } from "./eventSearch.ts";
import { offsetToShow, WIDE_ROW_PX } from "./listGeometry.ts";
import { listSize, readOffset, scrollToOffset, type Rows } from "./listScroll.ts";
import { rowIndexAfter } from "./rowIndex.ts";

export interface ListPositionOptions {
  readonly list: RefObject<HTMLElement | null>;
  readonly results: SearchView;
  readonly rows: Rows;
  readonly isFocused: boolean;
  /** Restored once the first query has enough rows; in pixels of one-line rows. */
  readonly initialScroll: number;
}

export interface ListPosition {
  /** Index of the row that the keyboard acts on. */
  readonly active: number;
  readonly setActive: (index: number) => void;
}

/**
 * Keeps the visible rows in place when a silent query adds rows or the row height changes. Other
 * queries start at the top. At the first row, keyboard and scroll position stay at the first row.
 */
export function useListPosition(options: ListPositionOptions): ListPosition {
  const { list, results, rows, isFocused, initialScroll } = options;
  const { rowCount, rowPx } = rows;
  const { shownId, pages, isSilent, phase } = results;
  const [position, setPosition] = useState({ shownId, rowCount, pages, active: 0 });
  const earlier = useRef({ shownId, rowCount, rowPx, pages, active: 0 });
  const isRestored = useRef(initialScroll === 0 || shownId > 1);

  let { active } = position;
  if (position.shownId !== shownId) {
    const isKept = isSilent && isFocused && active > 0;
    active = isKept ? rowIndexAfter(active, position, { rowCount, pages }) : 0;
  }
  active = Math.max(0, Math.min(active, rowCount - 1));
  if (
    position.shownId !== shownId ||
    position.rowCount !== rowCount ||
    position.pages !== pages ||
    position.active !== active
  )
    setPosition({ shownId, rowCount, pages, active });

  useLayoutEffect(() => {
    const node = list.current;
    const before = earlier.current;
    earlier.current = { shownId, rowCount, rowPx, pages, active };
    if (node === null) return;
    const isOther = before.shownId !== shownId;
    if (!isOther && before.rowCount === rowCount && before.rowPx === rowPx) return;
    const offset = (readOffset(node, before) / before.rowPx) * rowPx;
    let next = offset;
    if (isOther) {
      isRestored.current = true;
      const top = Math.floor(offset / rowPx);
      const pushed = offset > 0 ? rowIndexAfter(top, before, { rowCount, pages }) - top : 0;
      const size = listSize(node, { rowCount, rowPx });
      const wasVisible = offsetToShow(before.active, offset, size) === offset;
      next = isSilent ? offset + pushed * rowPx : 0;
      if (isFocused && wasVisible) next = offsetToShow(active, next, size);
    }
    scrollToOffset(node, next, { rowCount, rowPx });
  }, [list, shownId, isSilent, isFocused, rowCount, rowPx, pages, active]);

  const restore = useEffectEvent(() => {
    const node = list.current;
    if (node === null || isRestored.current) return;
    const offset = (initialScroll / WIDE_ROW_PX) * rowPx;
    const reachesFarEnough = rowCount * rowPx >= offset + node.clientHeight;
    if (!reachesFarEnough && phase === "searching") return;
    isRestored.current = true;
    if (node.scrollTop === 0) scrollToOffset(node, offset, rows);
  });
  useEffect(() => {
    restore();
  }, [rowCount, phase]);

  return {
    active,
    setActive: (index) => {
      setPosition({ shownId, rowCount, pages, active: index });
    },
  };
}
