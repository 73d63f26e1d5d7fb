import { VSCodeProgressRing } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { useReducedMotion } from "./useReducedMotion.ts";

/** Something is under way; what it is stands beside it. Turns, unless that is not wanted. */
export function ProgressRing(): ReactNode {
  // The toolkit's ring turns in its shadow tree, where no style sheet of the page reaches.
  return useReducedMotion() ? <Icon name="loading" /> : <VSCodeProgressRing aria-hidden="true" />;
}
