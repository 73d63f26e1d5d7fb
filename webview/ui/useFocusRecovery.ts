import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

/** Props for the area's element. */
export interface FocusRecovery {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * Calls `recover` when a render has removed the focused element of the area. If the user is in
 * another window, waits until they return.
 */
export function useFocusRecovery(
  area: RefObject<HTMLElement | null>,
  recover: () => void,
): FocusRecovery {
  const isInside = useRef(false);
  const hasFocused = () => area.current?.contains(document.activeElement) === true;
  const recoverIfLost = useEffectEvent(() => {
    const holder = document.activeElement;
    // The body, or an enclosing area that recovered first.
    const isAround = holder !== area.current && holder?.contains(area.current) === true;
    if (isInside.current && isAround && document.hasFocus()) recover();
  });

  // React reports no blur when a render removes the focused element, so `isInside` is still set.
  useLayoutEffect(() => {
    recoverIfLost();
  });
  useEffect(() => {
    const handleFocus = () => {
      recoverIfLost();
    };
    window.addEventListener("focus", handleFocus);
    return () => {
      window.removeEventListener("focus", handleFocus);
    };
  }, []);

  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: () => {
      // The active element is unchanged when the window loses the focus.
      isInside.current = hasFocused();
    },
  };
}
