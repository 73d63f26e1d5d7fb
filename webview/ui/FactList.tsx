import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./FactList.css";

interface FactListProps {
  /** For a list without a heading. */
  readonly label?: string;
  /** `Fact` elements. */
  readonly children: ReactNode;
}

/** Terms with their values, side by side; in a narrow page, one per line. */
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
  /** Explains a term that is not obvious. */
  readonly note?: string;
  readonly isWarning?: boolean;
}

/** A term with its value, in a `FactList`. */
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
