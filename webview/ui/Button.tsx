import { VSCodeButton } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { buttonStates } from "./buttonStates.ts";
import { Icon, type IconName } from "./Icon.tsx";
import "./Button.css";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly appearance?: "primary" | "secondary";
  readonly icon?: IconName;
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
  isDisabled = false,
  isPressed,
}: ButtonProps): ReactNode {
  return (
    <VSCodeButton
      appearance={appearance}
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
    </VSCodeButton>
  );
}
