import { VSCodeLink } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";

interface LinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/**
 * A link in VS Code's look. A `command:` URI runs only if the panel was created with that command
 * in `enableCommandUris`.
 */
export function Link({ href, children }: LinkProps): ReactNode {
  return <VSCodeLink href={href}>{children}</VSCodeLink>;
}
