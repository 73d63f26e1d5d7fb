import type { ReactNode } from "react";
import "./StateView.css";

interface StateViewProps {
  /** Sentences and what can be done, below each other. */
  readonly children: ReactNode;
  readonly role?: "status";
}

/** Takes the place of what cannot be shown, or not yet. */
export function StateView({ children, role }: StateViewProps): ReactNode {
  return (
    <div className="state" {...(role !== undefined && { role })}>
      {children}
    </div>
  );
}
