import { VSCodeButton } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does: read by screen readers and shown on hover. */
  readonly label: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
}

/** A button that is an icon alone. */
export function IconButton({
  icon,
  label,
  onClick,
  isDisabled = false,
}: IconButtonProps): ReactNode {
  return (
    <VSCodeButton
      appearance="icon"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </VSCodeButton>
  );
}
