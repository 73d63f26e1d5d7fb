import { useLayoutEffect, type RefObject } from "react";

/**
 * Holds a property of an element to what is given, after each rendering: also where a person has
 * changed it and that came to nothing.
 */
export function useHeldProperty<E extends Element, K extends keyof E>(
  element: RefObject<E | null>,
  name: K,
  value: E[K],
): void {
  useLayoutEffect(() => {
    // eslint-disable-next-line react-hooks/immutability -- the element is the browser's, not React's
    if (element.current !== null) element.current[name] = value;
  });
}
