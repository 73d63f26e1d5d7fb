import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useScrollArea } from "../ui/useScrollArea.ts";
import { rowsBetween, rowTops } from "./rowPlaces.ts";

/** What a row without details is about as high as, in pixels. */
const ROW_PX = 28;
/** Drawn beyond what is in sight, so that scrolling shows no empty edge. */
const OVERSCAN_ROWS = 10;

export interface MeasuredRows {
  readonly totalPx: number;
  readonly drawn: readonly { readonly index: number; readonly topPx: number }[];
  /** For each row's element, which says by `data-key` which one it is. */
  readonly measure: (row: HTMLElement | null) => (() => void) | undefined;
}

/**
 * Which rows of a list are in sight, each as high as its content makes it. What is in sight stays
 * where it is while rows above it turn out to be higher.
 */
export function useMeasuredRows(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
): MeasuredRows {
  const { topPx, heightPx } = useScrollArea(scroller);
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [measure] = useState(() => measureInto(setHeights));
  const tops = rowTops(keys.map((key) => heights.get(key) ?? ROW_PX));
  const inSight = heightPx === 0 ? undefined : rowsBetween(tops, topPx, topPx + heightPx);

  const anchor = useRef({ heights, key: "", topPx: 0 });
  useLayoutEffect(() => {
    const before = anchor.current;
    const first = inSight?.first ?? 0;
    anchor.current = { heights, key: keys[first] ?? "", topPx: tops[first] ?? 0 };
    const nowPx = tops[keys.indexOf(before.key)];
    if (before.heights === heights || nowPx === undefined || nowPx === before.topPx) return;
    scrollFurther(scroller.current, nowPx - before.topPx);
  });

  const drawn =
    inSight === undefined
      ? []
      : keys
          .map((_, index) => ({ index, topPx: tops[index] ?? 0 }))
          .slice(Math.max(0, inSight.first - OVERSCAN_ROWS), inSight.last + 1 + OVERSCAN_ROWS);
  return { totalPx: tops.at(-1) ?? 0, drawn, measure };
}

function scrollFurther(node: HTMLElement | null, pixels: number): void {
  if (node !== null) node.scrollTop += pixels;
}

type SetHeights = (
  change: (heights: ReadonlyMap<string, number>) => ReadonlyMap<string, number>,
) => void;

/** Keeps how high the rows are that are drawn, by their keys. */
function measureInto(setHeights: SetHeights): MeasuredRows["measure"] {
  // Without a layout every row is as high as any.
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
