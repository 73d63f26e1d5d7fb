import { useLayoutEffect, useState, type RefObject } from "react";

/**
 * Whether the element is at least `minWidthPx` wide, known before the first paint; false if nothing
 * is laid out. The element must not have padding.
 */
export function useHasRoom(element: RefObject<HTMLElement | null>, minWidthPx: number): boolean {
  const [hasRoom, setHasRoom] = useState(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the width is known only after layout
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
