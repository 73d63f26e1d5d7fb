import { VSCodeRadio, VSCodeRadioGroup } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { targetMember } from "./eventTarget.ts";
import "./RadioGroup.css";

interface RadioGroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    /** Stands below the label; with it the options stand below each other. */
    readonly detail?: string;
  }[];
  readonly onChange: (value: T) => void;
}

/** A choice of one among few, in VS Code's look. */
export function RadioGroup<T extends string>({
  label,
  value,
  options,
  onChange,
}: RadioGroupProps<T>): ReactNode {
  return (
    <VSCodeRadioGroup
      value={value}
      aria-label={label}
      orientation={options.some(({ detail }) => detail !== undefined) ? "vertical" : "horizontal"}
      onChange={(event: unknown) => {
        const chosen = options.find((option) => option.value === targetMember(event, "value"));
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <VSCodeRadio key={option.value} value={option.value}>
          {option.label}{" "}
          {option.detail !== undefined && <span className="radio-detail">{option.detail}</span>}
        </VSCodeRadio>
      ))}
    </VSCodeRadioGroup>
  );
}
