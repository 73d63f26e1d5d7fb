import type { TextField as TextFieldElement } from "@vscode/webview-ui-toolkit";
import { useEffect, useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useHeldProperty } from "./useHeldProperty.ts";
import "./TextField.css";

interface TextFieldProps {
  /** Stands above the field, or is only read out. */
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Why the text is not accepted; shown below the field, and read out when it comes. */
  readonly problem?: string | undefined;
  readonly onInput: (value: string) => void;
  /** Enter was pressed, or the focus left the field. */
  readonly onCommit?: () => void;
}

/** A field for one line of text in VS Code's look, as wide as what it stands in. */
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
  useHeldProperty(field, "value", value);
  useEffect(() => {
    // The toolkit names a field without a visible label "Text field" as soon as it is in the page.
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
