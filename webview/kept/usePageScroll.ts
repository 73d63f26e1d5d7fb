import { useEffect } from "react";
import type { KeptPage } from "./keptPage.ts";

/** User input after which the position is no longer restored. */
const INTERACTIONS = ["wheel", "pointerdown", "keydown"] as const;

/**
 * Saves the scroll position of the page, and restores it as soon as the page is high enough, unless
 * the user interacts with it first.
 */
export function usePageScroll(page: KeptPage): void {
  useEffect(() => {
    const top = page.pageScroll;
    let isWaiting = top > 0 && typeof ResizeObserver !== "undefined";
    const stopWaiting = () => {
      isWaiting = false;
    };
    const save = () => {
      stopWaiting();
      page.savePageScroll(window.scrollY);
    };
    const restore = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      if (!isWaiting || scrollHeight - clientHeight < top) return;
      stopWaiting();
      window.scrollTo({ top });
    };

    const observer = isWaiting ? new ResizeObserver(restore) : undefined;
    observer?.observe(document.body);
    for (const type of INTERACTIONS) window.addEventListener(type, stopWaiting, { passive: true });
    window.addEventListener("scroll", save, { passive: true });
    return () => {
      observer?.disconnect();
      for (const type of INTERACTIONS) window.removeEventListener(type, stopWaiting);
      window.removeEventListener("scroll", save);
    };
  }, [page]);
}
