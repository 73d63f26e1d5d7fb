import type { ReactNode } from "react";
import type { IconName } from "./iconNames.ts";
import "@vscode/codicons/dist/codicon.css";
import "./Icon.css";

/** The meaning of an icon's color. */
export type IconTone = "success" | "warning" | "error";

interface IconProps {
  readonly name: IconName;
  /** Defaults to the color of the surrounding text. */
  readonly tone?: IconTone | undefined;
}

/** A codicon, hidden from screen readers: the text beside it says the same. */
export function Icon({ name, tone }: IconProps): ReactNode {
  return (
    <span
      className={`codicon codicon-${name}${tone === undefined ? "" : ` icon-${tone}`}`}
      aria-hidden="true"
    />
  );
}
