import type { ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";

interface FactProps {
  readonly term: string;
  readonly children: ReactNode;
  /** What the term means, where that is not plain. */
  readonly note?: string;
  readonly isWarning?: boolean;
}

/** A term with its value, in a definition list. */
export function Fact({ term, children, note, isWarning = false }: FactProps): ReactNode {
  return (
    <div className={isWarning ? "fact fact-warning" : "fact"}>
      <dt>
        {isWarning && <Icon name="warning" />}
        {term}
      </dt>
      <dd>{children}</dd>
      {note !== undefined && <dd className="fact-note">{note}</dd>}
    </div>
  );
}
