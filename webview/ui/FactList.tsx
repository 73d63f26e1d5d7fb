import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./FactList.css";

interface FactListProps {
  /** Names the list where no heading does. */
  readonly label?: string;
  /** Facts. */
  readonly children: ReactNode;
}

/** Terms with their values, side by side, or one a line where the page is narrow. */
export function FactList({ label, children }: FactListProps): ReactNode {
  return (
    <dl className="facts" {...(label !== undefined && { "aria-label": label })}>
      {children}
    </dl>
  );
}

interface FactProps {
  readonly term: string;
  readonly children: ReactNode;
  /** What the term means, where that is not plain. */
  readonly note?: string;
  readonly isWarning?: boolean;
}

/** A term with its value, in a list of facts. */
export function Fact({ term, children, note, isWarning = false }: FactProps): ReactNode {
  return (
    <div className={isWarning ? "fact fact-warning" : "fact"}>
      <dt>
        {isWarning && <Icon name="warning" tone="warning" />}
        {term}
      </dt>
      <dd>{children}</dd>
      {note !== undefined && <dd className="fact-note">{note}</dd>}
    </div>
  );
}
