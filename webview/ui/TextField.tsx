import type { TextField as TextFieldElement } from "@vscode/webview-ui-toolkit";
import { useEffect, useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useControlledProperty } from "./useControlledProperty.ts";
import "./TextField.css";

interface TextFieldProps {
  /** Shown above the field, unless hidden. */
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Why the text is invalid; shown below the field and announced. */
  readonly problem?: string | undefined;
  readonly onInput: (value: string) => void;
  /** Called on Enter and on blur. */
  readonly onCommit?: () => void;
}

/** A VS Code text field, as wide as its container. */
export function TextField({
  label,
  isLabelHidden = false,
  value,
  placeholder = "",
  maxLength = 1_000,
  problem,
  onInput,
  onCommit,
}: TextFieldProps): ReactNode {
  const field = useRef<TextFieldElement>(null);
  useControlledProperty(field, "value", value);
  useEffect(() => {
    // Once connected, the toolkit labels a field without a visible label "Text field".
    field.current?.setAttribute("aria-label", label);
  }, [label]);

  return (
    <div className="text-field">
      <vscode-text-field
        ref={field}
        placeholder={placeholder}
        maxlength={maxLength}
        aria-invalid={problem === undefined ? "false" : "true"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
        onBlur={onCommit}
        onKeyDown={(event) => {
          if (event.key === "Enter") onCommit?.();
        }}
      >
        {isLabelHidden ? null : label}
      </vscode-text-field>
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
