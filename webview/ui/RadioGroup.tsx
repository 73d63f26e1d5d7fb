import type { RadioGroup as RadioGroupElement } from "@vscode/webview-ui-toolkit";
import { useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useControlledProperty } from "./useControlledProperty.ts";
import "./RadioGroup.css";

interface RadioGroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    /** Shown below the label; makes the group vertical. */
    readonly detail?: string;
  }[];
  readonly onChange: (value: T) => void;
}

/** A group of VS Code radio buttons. */
export function RadioGroup<T extends string>({
  label,
  value,
  options,
  onChange,
}: RadioGroupProps<T>): ReactNode {
  const group = useRef<RadioGroupElement>(null);
  useControlledProperty(group, "value", value);
  return (
    <vscode-radio-group
      ref={group}
      aria-label={label}
      orientation={options.some(({ detail }) => detail !== undefined) ? "vertical" : "horizontal"}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <vscode-radio key={option.value} value={option.value}>
          {option.label}{" "}
          {option.detail !== undefined && <span className="radio-detail">{option.detail}</span>}
        </vscode-radio>
      ))}
    </vscode-radio-group>
  );
}
