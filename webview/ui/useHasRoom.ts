import { useLayoutEffect, useState, type RefObject } from "react";

/**
 * Whether the element is at least that many CSS pixels wide, known before it is painted for the
 * first time; false where nothing is laid out. The element has no padding.
 */
export function useHasRoom(element: RefObject<HTMLElement | null>, minWidthPx: number): boolean {
  const [hasRoom, setHasRoom] = useState(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- only what is laid out has a width
    setHasRoom(observed.clientWidth >= minWidthPx);
    if (typeof ResizeObserver === "undefined") return undefined;
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
