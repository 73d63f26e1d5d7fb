import { useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

/** What of a scrolled element is in sight, in CSS pixels. */
export interface ScrollArea {
  /** How far it is scrolled. */
  readonly topPx: number;
  /** 0 before it is laid out. */
  readonly heightPx: number;
}

/** Follows an element as it is scrolled and resized. */
export function useScrollArea(element: RefObject<HTMLElement | null>): ScrollArea {
  const [area, setArea] = useState<ScrollArea>({ topPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return undefined;
    const read = () => {
      const [topPx, heightPx] = [node.scrollTop, node.clientHeight];
      setArea((old) =>
        old.topPx === topPx && old.heightPx === heightPx ? old : { topPx, heightPx },
      );
    };
    const readNow = () => {
      // Else the browser would paint before the rows that come into sight are drawn.
      flushSync(read);
    };
    read();
    node.addEventListener("scroll", readNow, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(read);
    observer?.observe(node);
    return () => {
      node.removeEventListener("scroll", readNow);
      observer?.disconnect();
    };
  }, [element]);
  return area;
}
