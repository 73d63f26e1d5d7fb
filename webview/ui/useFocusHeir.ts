import { useEffectEvent, useLayoutEffect, type RefObject } from "react";

/** Gives the focus to the heir where the element has it, or holds it, and goes away. */
export function useFocusHeir(
  element: RefObject<HTMLElement | null>,
  heir: RefObject<HTMLElement | null>,
): void {
  // Looked up at the end, as the heir may be there only after the element.
  const inherit = useEffectEvent(() => heir.current?.focus());
  useLayoutEffect(() => {
    const node = element.current;
    // Runs while the element is still there; afterwards the focus would be nowhere.
    return () => {
      if (node?.contains(document.activeElement) === true) inherit();
    };
  }, [element]);
}
