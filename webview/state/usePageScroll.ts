import { useEffect, useRef } from "react";
import type { KeptPage } from "./keptPage.ts";

/** Keeps how far the page is scrolled, and scrolls back there once there is something to scroll. */
export function usePageScroll(page: KeptPage, hasContent: boolean): void {
  const isRestored = useRef(false);

  useEffect(() => {
    if (!hasContent || isRestored.current) return;
    isRestored.current = true;
    window.scrollTo({ top: page.scrolls.page });
  }, [page, hasContent]);

  useEffect(() => {
    const keep = () => {
      if (isRestored.current) page.keepScrolls({ page: window.scrollY });
    };
    window.addEventListener("scroll", keep, { passive: true });
    return () => {
      window.removeEventListener("scroll", keep);
    };
  }, [page]);
}
