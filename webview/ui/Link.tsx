import type { ReactNode } from "react";
import "./toolkit.ts";

interface LinkProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
}

/** A VS Code link that runs an action instead of opening an address. */
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
