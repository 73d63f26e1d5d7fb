import type { ReactNode } from "react";
import { buttonStates } from "./buttonStates.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./iconNames.ts";
import "./toolkit.ts";
import "./Button.css";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly appearance?: "primary" | "secondary";
  readonly icon?: IconName;
  /** Low, and as narrow as it must be: its text is cut then. */
  readonly isCompact?: boolean;
  /** Does nothing when it is pressed, but keeps the focus, which the browser would drop. */
  readonly isDisabled?: boolean;
  /** Given for a button that stays pressed. */
  readonly isPressed?: boolean;
}

/** A button in VS Code's look. */
export function Button({
  children,
  onClick,
  appearance = "secondary",
  icon,
  isCompact = false,
  isDisabled = false,
  isPressed,
}: ButtonProps): ReactNode {
  return (
    <vscode-button
      appearance={appearance}
      {...(isCompact && { className: "button-compact" })}
      onClick={() => {
        if (!isDisabled) onClick();
      }}
      {...buttonStates({ isDisabled, isPressed })}
    >
      {children}
      {icon !== undefined && (
        <span slot="start">
          <Icon name={icon} />
        </span>
      )}
    </vscode-button>
  );
}
