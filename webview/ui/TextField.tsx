import { VSCodeTextField } from "@vscode/webview-ui-toolkit/react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { targetMember } from "./eventTarget.ts";

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

/** A field for one line of text in VS Code's look. */
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
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The toolkit names a field without a visible label "Text field" as soon as it is in the page.
    root.current?.querySelector("vscode-text-field")?.setAttribute("aria-label", label);
  }, [label]);

  return (
    <div className="text-field" ref={root}>
      <VSCodeTextField
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        aria-label={label}
        aria-invalid={problem === undefined ? "false" : "true"}
        onInput={(event: unknown) => {
          const text = targetMember(event, "value");
          if (typeof text === "string") onInput(text);
        }}
        onBlur={onCommit}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter") onCommit?.();
        }}
      >
        {isLabelHidden ? null : label}
      </VSCodeTextField>
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
