import type { ReactNode } from "react";
import { buttonStates } from "./buttonStates.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./iconNames.ts";
import "./toolkit.ts";
import "./Button.css";
import "./IconButton.css";

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does: read by screen readers and shown on hover. */
  readonly label: string;
  readonly onClick: () => void;
  /** Does nothing when it is pressed, but keeps the focus, which the browser would drop. */
  readonly isDisabled?: boolean;
  /** Given for a button that opens and closes something; its label stays the same. */
  readonly isExpanded?: boolean;
}

/** A button that is an icon alone. */
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
