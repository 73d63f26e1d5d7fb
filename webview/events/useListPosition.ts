import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { SearchView } from "./eventSearch.ts";
import { WIDE_ROW_PX } from "./listGeometry.ts";
import { readOffset, scrollToOffset, type Rows } from "./listScroll.ts";

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
 * another height begin with the same one. What was asked for anew begins at its top.
 */
export function useListPosition(options: ListPositionOptions): ListPosition {
  const { list, found, rows, isFocused, initialScroll } = options;
  const { rowCount, rowPx } = rows;
  const { shownId, isSilent, phase } = found;
  const [place, setPlace] = useState({ shownId, rowCount, active: 0 });
  const earlier = useRef({ shownId, rowCount, rowPx });
  const isRestored = useRef(initialScroll === 0 || shownId > 1);

  let { active } = place;
  if (place.shownId !== shownId) {
    const pushed = Math.max(0, rowCount - place.rowCount);
    active = isSilent && isFocused ? active + pushed : 0;
  }
  active = Math.max(0, Math.min(active, rowCount - 1));
  if (place.shownId !== shownId || place.rowCount !== rowCount || place.active !== active)
    setPlace({ shownId, rowCount, active });

  useLayoutEffect(() => {
    const node = list.current;
    const before = earlier.current;
    earlier.current = { shownId, rowCount, rowPx };
    if (node === null) return;
    const offset = (readOffset(node, before) / before.rowPx) * rowPx;
    if (before.shownId === shownId) {
      scrollToOffset(node, offset, { rowCount, rowPx });
      return;
    }
    isRestored.current = true;
    const pushed = offset > 0 ? (rowCount - before.rowCount) * rowPx : 0;
    scrollToOffset(node, isSilent ? offset + pushed : 0, { rowCount, rowPx });
  }, [list, shownId, isSilent, rowCount, rowPx]);

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
      setPlace({ shownId, rowCount, active: index });
    },
  };
}
