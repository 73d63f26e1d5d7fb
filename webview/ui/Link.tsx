import type { ReactNode } from "react";
import "./toolkit.ts";

interface LinkProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
}

/** Text that does something when it is chosen, in the look of a link. It leads to no address. */
export function Link({ children, onClick }: LinkProps): ReactNode {
  return (
    <vscode-link
      href="#"
      onClick={(event) => {
        event.preventDefault();
        onClick();
      }}
    >
      {children}
    </vscode-link>
  );
}
