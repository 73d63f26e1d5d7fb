import type { ReactNode } from "react";
import type { IconName } from "./iconNames.ts";
import "@vscode/codicons/dist/codicon.css";
import "./Icon.css";

/** What an icon says by its colour. */
export type IconTone = "success" | "warning" | "error";

interface IconProps {
  readonly name: IconName;
  /** Without it the icon has the colour of the text around it. */
  readonly tone?: IconTone | undefined;
}

/** A codicon. It says nothing to a screen reader: what it means stands beside it. */
export function Icon({ name, tone }: IconProps): ReactNode {
  return (
    <span
      className={`codicon codicon-${name}${tone === undefined ? "" : ` icon-${tone}`}`}
      aria-hidden="true"
    />
  );
}
