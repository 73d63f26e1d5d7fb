import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";

/** What a row without details is about as high as, in pixels. */
const ROW_PX = 28;
const OVERSCAN_ROWS = 10;

export interface MeasuredRows {
  readonly totalPx: number;
  readonly drawn: readonly { readonly index: number; readonly topPx: number }[];
  /** For each row's element, which says by `data-index` which one it is. */
  readonly measure: (row: HTMLElement | null) => void;
}

/** Which rows of a list are in sight, each as high as its content makes it. */
export function useMeasuredRows(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
): MeasuredRows {
  // eslint-disable-next-line react-hooks/incompatible-library -- read at once in each rendering
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keys[index] ?? index,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
  });
  return {
    totalPx: virtualizer.getTotalSize(),
    drawn: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, topPx: start })),
    measure: virtualizer.measureElement,
  };
}
