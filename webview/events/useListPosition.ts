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
import { rowPlaceAfter } from "./rowPlace.ts";

export interface ListPositionOptions {
  readonly list: RefObject<HTMLElement | null>;
  readonly found: SearchView;
  readonly rows: Rows;
  readonly isFocused: boolean;
  /** Where the rows of the first query are scrolled to once they reach as far, in wide rows' pixels. */
  readonly initialScroll: number;
}

export interface ListPosition {
  /** The row that the keyboard is at. */
  readonly active: number;
  readonly setActive: (index: number) => void;
}

/**
 * Keeps what is looked at in its place: rows that came by themselves push nothing away, rows in
 * another height begin with the same one. What was asked for anew begins at its top. At the first
 * row keyboard and scrolling stay with whatever is the first.
 */
export function useListPosition(options: ListPositionOptions): ListPosition {
  const { list, found, rows, isFocused, initialScroll } = options;
  const { rowCount, rowPx } = rows;
  const { shownId, pages, isSilent, phase } = found;
  const [place, setPlace] = useState({ shownId, rowCount, pages, active: 0 });
  const earlier = useRef({ shownId, rowCount, rowPx, pages, active: 0 });
  const isRestored = useRef(initialScroll === 0 || shownId > 1);

  let { active } = place;
  if (place.shownId !== shownId) {
    const isKept = isSilent && isFocused && active > 0;
    active = isKept ? rowPlaceAfter(active, place, { rowCount, pages }) : 0;
  }
  active = Math.max(0, Math.min(active, rowCount - 1));
  if (
    place.shownId !== shownId ||
    place.rowCount !== rowCount ||
    place.pages !== pages ||
    place.active !== active
  )
    setPlace({ shownId, rowCount, pages, active });

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
      const pushed = offset > 0 ? rowPlaceAfter(top, before, { rowCount, pages }) - top : 0;
      const size = listSize(node, { rowCount, rowPx });
      const wasInSight = offsetToShow(before.active, offset, size) === offset;
      next = isSilent ? offset + pushed * rowPx : 0;
      if (isFocused && wasInSight) next = offsetToShow(active, next, size);
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
      setPlace({ shownId, rowCount, pages, active: index });
    },
  };
}
