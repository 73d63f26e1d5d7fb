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
  /** Smaller, and may shrink, which truncates its text. */
  readonly isCompact?: boolean;
  /** Ignores clicks but keeps the focus, unlike the `disabled` attribute. */
  readonly isDisabled?: boolean;
  /** Makes it a toggle button. */
  readonly isPressed?: boolean;
}

/** A VS Code button. */
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
