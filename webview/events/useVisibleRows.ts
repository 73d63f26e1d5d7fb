import type { RefObject } from "react";
import { useScrollArea } from "../ui/useScrollArea.ts";
import { offsetAtScroll } from "./listGeometry.ts";
import type { Rows } from "./listScroll.ts";

/** Rows rendered beyond the visible area, so that scrolling shows no gaps. */
const OVERSCAN_ROWS = 8;

export interface VisibleRows {
  /** Inclusive indices; both are 0 if the list is empty or not laid out. */
  readonly first: number;
  readonly last: number;
  /** Indices of the rows to render. */
  readonly rendered: readonly number[];
  /** Pixels by which rendered rows are moved up, because the list may be lower than its rows. */
  readonly shiftPx: number;
}

const NONE: VisibleRows = { first: 0, last: 0, rendered: [], shiftPx: 0 };

/** Finds the visible rows of a list with rows of equal height. */
export function useVisibleRows(
  list: RefObject<HTMLElement | null>,
  { rowCount, rowPx }: Rows,
): VisibleRows {
  const { topPx, heightPx } = useScrollArea(list);
  if (rowCount === 0 || heightPx === 0) return NONE;
  const offset = offsetAtScroll(topPx, { rowCount, rowPx, viewportPx: heightPx });
  const clamp = (index: number) => Math.max(0, Math.min(index, rowCount - 1));
  const first = clamp(Math.floor(offset / rowPx));
  const last = clamp(Math.ceil((offset + heightPx) / rowPx) - 1);
  const firstRendered = clamp(first - OVERSCAN_ROWS);
  return {
    first,
    last,
    rendered: Array.from(
      { length: clamp(last + OVERSCAN_ROWS) - firstRendered + 1 },
      (_, index) => firstRendered + index,
    ),
    shiftPx: offset - topPx,
  };
}
