import { useEffectEvent, useLayoutEffect, type RefObject } from "react";

/** Focuses `fallback` when `element` is removed while it contains the focus. */
export function useFocusFallback(
  element: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void {
  // Read on removal, because the fallback may be rendered after the element.
  const focusFallback = useEffectEvent(() => fallback.current?.focus());
  useLayoutEffect(() => {
    const node = element.current;
    // Layout cleanups run before the element is removed, which would reset the focus.
    return () => {
      if (node?.contains(document.activeElement) === true) focusFallback();
    };
  }, [element]);
}
