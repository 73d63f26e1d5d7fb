import { useLayoutEffect, useState, type RefObject } from "react";

/** Whether the element is at least that many CSS pixels wide; false where nothing is laid out. */
export function useHasRoom(element: RefObject<HTMLElement | null>, minWidthPx: number): boolean {
  const [hasRoom, setHasRoom] = useState(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setHasRoom(entry.contentRect.width >= minWidthPx);
    });
    observer.observe(observed);
    return () => {
      observer.disconnect();
    };
  }, [element, minWidthPx]);
  return hasRoom;
}
