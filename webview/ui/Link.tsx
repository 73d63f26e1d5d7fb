import { VSCodeLink } from "@vscode/webview-ui-toolkit/react";
import type { MouseEvent, ReactNode } from "react";

interface LinkProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
}

/** Text that does something when it is chosen, in the look of a link. It leads to no address. */
export function Link({ children, onClick }: LinkProps): ReactNode {
  return (
    <VSCodeLink
      href="#"
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        onClick();
      }}
    >
      {children}
    </VSCodeLink>
  );
}
