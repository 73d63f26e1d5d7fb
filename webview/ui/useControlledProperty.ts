import { useLayoutEffect, type RefObject } from "react";

/** Resets a property of an element to `value` after each render, even if the user has changed it. */
export function useControlledProperty<E extends Element, K extends keyof E>(
  element: RefObject<E | null>,
  name: K,
  value: E[K],
): void {
  useLayoutEffect(() => {
    // eslint-disable-next-line react-hooks/immutability -- the element belongs to the browser, not to React
    if (element.current !== null) element.current[name] = value;
  });
}
