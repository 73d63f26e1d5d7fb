import type { ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";
import "./Problem.css";

/** A sentence about something that failed, read out as soon as it is there. */
export function Problem({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className="problem" role="alert">
      <Icon name="error" /> <span>{children}</span>
    </p>
  );
}
