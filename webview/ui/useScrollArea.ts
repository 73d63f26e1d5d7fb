import { useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

/** The visible part of a scrolled element, in CSS pixels. */
export interface ScrollArea {
  readonly topPx: number;
  /** 0 before layout. */
  readonly heightPx: number;
}

/** Tracks an element's scroll position and height. */
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
      // Otherwise the browser would paint before the newly visible rows are rendered.
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
