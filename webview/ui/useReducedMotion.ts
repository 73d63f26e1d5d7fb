import { useSyncExternalStore } from "react";

const QUERY = "(prefers-reduced-motion: reduce)";

/** Set by VS Code's own setting. */
const BODY_CLASS = "vscode-reduce-motion";

/** Whether the system or VS Code asks for reduced motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(listen, isReduced);
}

function isReduced(): boolean {
  return document.body.classList.contains(BODY_CLASS) || window.matchMedia(QUERY).matches;
}

function listen(onChange: () => void): () => void {
  const media = window.matchMedia(QUERY);
  const observer = new MutationObserver(onChange);
  media.addEventListener("change", onChange);
  observer.observe(document.body, { attributeFilter: ["class"] });
  return () => {
    media.removeEventListener("change", onChange);
    observer.disconnect();
  };
}
