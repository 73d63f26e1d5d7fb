import { observeElementOffset, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useState, type RefObject } from "react";
import { readOffset, type Rows } from "./listScroll.ts";

/** Drawn beyond what is in sight, so that scrolling shows no empty edge. */
const OVERSCAN_ROWS = 8;

export interface VisibleRows {
  /** Both are included; empty lists have 0 and 0. */
  readonly first: number;
  readonly last: number;
  /** The places of the rows to draw. */
  readonly drawn: readonly number[];
  /** How far above its place among all rows each is drawn, in pixels. */
  readonly shiftPx: number;
}

/** Which rows of a list of equally high rows are in sight. */
export function useVisibleRows(list: RefObject<HTMLElement | null>, rows: Rows): VisibleRows {
  const { rowCount, rowPx } = rows;
  const [shiftPx, setShiftPx] = useState(0);
  // A memoized component that is given the virtualizer would not see it change: it stays in here,
  // and only numbers are passed on.
  // eslint-disable-next-line react-hooks/incompatible-library -- see above
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rowCount,
    getScrollElement: () => list.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    // The list scrolls itself: else the virtualizer would take it back to its start at each mount.
    scrollToFn: () => undefined,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (scrollTop, isScrolling) => {
        const node = instance.scrollElement;
        if (node === null) return;
        const { count, estimateSize } = instance.options;
        const offset = readOffset(node, { rowCount: count, rowPx: estimateSize(0) });
        setShiftPx(offset - scrollTop);
        report(offset, isScrolling);
      }),
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowPx]);
  const { startIndex: first = 0, endIndex: last = 0 } = virtualizer.range ?? {};
  return { first, last, drawn: virtualizer.getVirtualItems().map(({ index }) => index), shiftPx };
}
