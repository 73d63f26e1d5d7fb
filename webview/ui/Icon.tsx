import "@vscode/codicons/dist/codicon.css";
import type { ReactNode } from "react";

/** Names of codicons that the panel uses. */
export type IconName =
  | "chevron-down"
  | "chevron-left"
  | "chevron-right"
  | "chevron-up"
  | "circle-filled"
  | "circle-slash"
  | "close"
  | "copy"
  | "debug-pause"
  | "debug-start"
  | "desktop-download"
  | "error"
  | "file"
  | "folder-opened"
  | "gear"
  | "go-to-file"
  | "graph"
  | "info"
  | "loading"
  | "pass-filled"
  | "preview"
  | "refresh"
  | "table"
  | "trash"
  | "warning";

/** A codicon. It says nothing to a screen reader: what it means stands beside it. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return <span className={`codicon codicon-${name}`} aria-hidden="true" />;
}
