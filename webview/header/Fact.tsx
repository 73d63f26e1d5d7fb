import type { ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";

interface FactProps {
  readonly term: string;
  readonly children: ReactNode;
  /** What the term means, on hover. */
  readonly title?: string;
  readonly isWarning?: boolean;
}

/** A term with its value, in a definition list. */
export function Fact({ term, children, title, isWarning = false }: FactProps): ReactNode {
  return (
    <div className={isWarning ? "fact fact-warning" : "fact"} title={title}>
      <dt>
        {isWarning && <Icon name="warning" />}
        {term}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
