import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./toolkit.ts";
import { useReducedMotion } from "./useReducedMotion.ts";
import "./ProgressRing.css";

interface ProgressRingProps {
  /** Fits in a line of text. */
  readonly isSmall?: boolean;
}

/** A decorative progress ring; does not spin with reduced motion. */
export function ProgressRing({ isSmall = false }: ProgressRingProps): ReactNode {
  // The toolkit's ring spins in its shadow tree, which the page's style sheets cannot reach.
  if (useReducedMotion()) return <Icon name="loading" />;
  return (
    <vscode-progress-ring
      aria-hidden="true"
      {...(isSmall && { className: "progress-ring-small" })}
    />
  );
}
