import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./toolkit.ts";
import { useReducedMotion } from "./useReducedMotion.ts";
import "./ProgressRing.css";

interface ProgressRingProps {
  /** As high as a line of text, to stand in one. */
  readonly isSmall?: boolean;
}

/** Something is under way; what it is stands beside it. Turns, unless that is not wanted. */
export function ProgressRing({ isSmall = false }: ProgressRingProps): ReactNode {
  // The toolkit's ring turns in its shadow tree, where no style sheet of the page reaches.
  if (useReducedMotion()) return <Icon name="loading" />;
  return (
    <vscode-progress-ring
      aria-hidden="true"
      {...(isSmall && { className: "progress-ring-small" })}
    />
  );
}
