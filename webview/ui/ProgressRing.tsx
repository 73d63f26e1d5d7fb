import { VSCodeProgressRing } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";

/** Something is under way; what it is stands beside it. */
export function ProgressRing(): ReactNode {
  return <VSCodeProgressRing aria-hidden="true" />;
}
