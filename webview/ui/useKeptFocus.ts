import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

/** For the element of the area. */
export interface KeptFocus {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * Calls `recover` when a rendering took an element of the area away that had the focus, which
 * otherwise nothing has. While the user is in another window it waits until they are back.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>, recover: () => void): KeptFocus {
  const isInside = useRef(false);
  const hasFocused = () => area.current?.contains(document.activeElement) === true;
  const mend = useEffectEvent(() => {
    const holder = document.activeElement;
    // The page, or a larger area that was quicker to recover.
    const isAround = holder !== area.current && holder?.contains(area.current) === true;
    if (isInside.current && isAround && document.hasFocus()) recover();
  });

  // React tells of no blur that a rendering causes, so the focus still counts as inside.
  useLayoutEffect(() => {
    mend();
  });
  useEffect(() => {
    const handleFocus = () => {
      mend();
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
      // A window that the user leaves keeps its active element.
      isInside.current = hasFocused();
    },
  };
}
