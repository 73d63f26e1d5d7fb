import { useEffect } from "react";
import type { KeptPage } from "./keptPage.ts";

/** What a person does before the page is as high as it was: then it stays where they are. */
const USES = ["wheel", "pointerdown", "keydown"] as const;

/**
 * Keeps how far the page is scrolled, and scrolls back there as soon as the page is high enough,
 * unless somebody uses it before.
 */
export function usePageScroll(page: KeptPage): void {
  useEffect(() => {
    const top = page.pageScroll;
    let isWaiting = top > 0 && typeof ResizeObserver !== "undefined";
    const stopWaiting = () => {
      isWaiting = false;
    };
    const keep = () => {
      stopWaiting();
      page.keepPageScroll(window.scrollY);
    };
    const restore = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      if (!isWaiting || scrollHeight - clientHeight < top) return;
      stopWaiting();
      window.scrollTo({ top });
    };

    const observer = isWaiting ? new ResizeObserver(restore) : undefined;
    observer?.observe(document.body);
    for (const use of USES) window.addEventListener(use, stopWaiting, { passive: true });
    window.addEventListener("scroll", keep, { passive: true });
    return () => {
      observer?.disconnect();
      for (const use of USES) window.removeEventListener(use, stopWaiting);
      window.removeEventListener("scroll", keep);
    };
  }, [page]);
}
