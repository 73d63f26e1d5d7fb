import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useScrollArea } from "../ui/useScrollArea.ts";
import { rowsBetween, rowTops } from "./rowPositions.ts";

/** Approximate height of a row without details, in pixels. */
const ESTIMATED_ROW_PX = 28;
/** Rows rendered beyond the visible area, so that scrolling shows no gaps. */
const OVERSCAN_ROWS = 10;

export interface MeasuredRows {
  readonly totalPx: number;
  readonly rendered: readonly { readonly index: number; readonly topPx: number }[];
  /** Ref for each row's element, which must have its key as `data-key`. */
  readonly measure: (row: HTMLElement | null) => (() => void) | undefined;
}

/**
 * Virtualizes rows of varying height. Visible rows keep their position when rows above them turn out
 * to have another height.
 */
export function useMeasuredRows(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
): MeasuredRows {
  const { topPx, heightPx } = useScrollArea(scroller);
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [measure] = useState(() => measureInto(setHeights));
  const tops = rowTops(keys.map((key) => heights.get(key) ?? ESTIMATED_ROW_PX));
  const visible = heightPx === 0 ? undefined : rowsBetween(tops, topPx, topPx + heightPx);

  const anchor = useRef({ heights, key: "", topPx: 0 });
  useLayoutEffect(() => {
    const before = anchor.current;
    const first = visible?.first ?? 0;
    anchor.current = { heights, key: keys[first] ?? "", topPx: tops[first] ?? 0 };
    const newTopPx = tops[keys.indexOf(before.key)];
    if (before.heights === heights || newTopPx === undefined || newTopPx === before.topPx) return;
    scrollBy(scroller.current, newTopPx - before.topPx);
  });

  const rendered =
    visible === undefined
      ? []
      : keys
          .map((_, index) => ({ index, topPx: tops[index] ?? 0 }))
          .slice(Math.max(0, visible.first - OVERSCAN_ROWS), visible.last + 1 + OVERSCAN_ROWS);
  return { totalPx: tops.at(-1) ?? 0, rendered, measure };
}

function scrollBy(node: HTMLElement | null, pixels: number): void {
  if (node !== null) node.scrollTop += pixels;
}

type SetHeights = (
  change: (heights: ReadonlyMap<string, number>) => ReadonlyMap<string, number>,
) => void;

/** Observes the heights of the rendered rows, by key. */
function measureInto(setHeights: SetHeights): MeasuredRows["measure"] {
  // Not available without layout.
  if (typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver((entries) => {
    const measured = entries
      .map(({ target }) => target)
      .filter((row) => row instanceof HTMLElement)
      .map((row) => [row.dataset["key"] ?? "", row.offsetHeight] as const);
    setHeights((old) =>
      measured.every(([key, height]) => old.get(key) === height)
        ? old
        : new Map([...old, ...measured]),
    );
  });
  return (row) => {
    if (row === null) return undefined;
    observer.observe(row);
    return () => {
      observer.unobserve(row);
    };
  };
}
