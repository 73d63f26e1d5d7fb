import type { ReactNode } from "react";
import { buttonStates } from "./buttonStates.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./iconNames.ts";
import "./toolkit.ts";
import "./Button.css";
import "./IconButton.css";

interface IconButtonProps {
  readonly icon: IconName;
  /** Read by screen readers and shown on hover. */
  readonly label: string;
  readonly onClick: () => void;
  /** Ignores clicks but keeps the focus, unlike the `disabled` attribute. */
  readonly isDisabled?: boolean;
  /** For a button that expands and collapses something; its label must not change. */
  readonly isExpanded?: boolean;
}

/** A button with only an icon. */
export function IconButton({
  icon,
  label,
  onClick,
  isDisabled = false,
  isExpanded,
}: IconButtonProps): ReactNode {
  return (
    <vscode-button
      appearance="icon"
      aria-label={label}
      title={label}
      {...buttonStates({ isDisabled, isExpanded })}
      onClick={() => {
        if (!isDisabled) onClick();
      }}
    >
      <Icon name={icon} />
    </vscode-button>
  );
}
