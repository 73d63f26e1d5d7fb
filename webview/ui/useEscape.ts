import { useEffect, useEffectEvent, type RefObject } from "react";

/** Calls `onEscape` when Escape is pressed in the element and nothing in it has handled the key. */
export function useEscape(element: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const escape = useEffectEvent(onEscape);
  useEffect(() => {
    const node = element.current;
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      escape();
    };
    node?.addEventListener("keydown", handleKeyDown);
    return () => {
      node?.removeEventListener("keydown", handleKeyDown);
    };
  }, [element]);
}
