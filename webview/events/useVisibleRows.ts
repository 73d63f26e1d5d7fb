import type { RefObject } from "react";
import { useScrollArea } from "../ui/useScrollArea.ts";
import { offsetAtScroll } from "./listGeometry.ts";
import type { Rows } from "./listScroll.ts";

/** Drawn beyond what is in sight, so that scrolling shows no empty edge. */
const OVERSCAN_ROWS = 8;

export interface VisibleRows {
  /** Both are included; lists that are empty or not laid out have 0 and 0. */
  readonly first: number;
  readonly last: number;
  /** The places of the rows to draw. */
  readonly drawn: readonly number[];
  /** How far above its place among all rows each is drawn, in pixels. */
  readonly shiftPx: number;
}

const NONE: VisibleRows = { first: 0, last: 0, drawn: [], shiftPx: 0 };

/** Which rows of a list of equally high rows are in sight. */
export function useVisibleRows(
  list: RefObject<HTMLElement | null>,
  { rowCount, rowPx }: Rows,
): VisibleRows {
  const { topPx, heightPx } = useScrollArea(list);
  if (rowCount === 0 || heightPx === 0) return NONE;
  const offset = offsetAtScroll(topPx, { rowCount, rowPx, viewportPx: heightPx });
  const held = (index: number) => Math.max(0, Math.min(index, rowCount - 1));
  const first = held(Math.floor(offset / rowPx));
  const last = held(Math.ceil((offset + heightPx) / rowPx) - 1);
  const firstDrawn = held(first - OVERSCAN_ROWS);
  return {
    first,
    last,
    drawn: Array.from(
      { length: held(last + OVERSCAN_ROWS) - firstDrawn + 1 },
      (_, index) => firstDrawn + index,
    ),
    shiftPx: offset - topPx,
  };
}
