import { VSCodeButton } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import "./Button.css";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly appearance?: "primary" | "secondary";
  readonly icon?: IconName;
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
      disabled={isDisabled}
      onClick={onClick}
      // As text: React gives a custom element an empty attribute for true and none for false.
      {...(isPressed !== undefined && { "aria-pressed": isPressed ? "true" : "false" })}
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
