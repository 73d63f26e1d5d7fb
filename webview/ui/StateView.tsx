import type { ReactNode } from "react";
import "./StateView.css";

interface StateViewProps {
  /** Messages and actions, stacked. */
  readonly children: ReactNode;
  readonly role?: "status";
}

/** Shown in place of content that is empty, loading, or failed to load. */
export function StateView({ children, role }: StateViewProps): ReactNode {
  return (
    <div className="state" {...(role !== undefined && { role })}>
      {children}
    </div>
  );
}
