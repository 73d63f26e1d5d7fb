import type { Dropdown as DropdownElement } from "@vscode/webview-ui-toolkit";
import { useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useControlledProperty } from "./useControlledProperty.ts";

interface DropdownProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** A VS Code dropdown. */
export function Dropdown<T extends string>({
  label,
  value,
  options,
  onChange,
}: DropdownProps<T>): ReactNode {
  const dropdown = useRef<DropdownElement>(null);
  useControlledProperty(dropdown, "value", value);
  return (
    <vscode-dropdown
      ref={dropdown}
      aria-label={label}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {/* A new element for a new label, since the toolkit shows the old one otherwise. */}
      {options.map((option) => (
        <vscode-option
          key={`${option.value} ${option.label}`}
          value={option.value}
          selected={option.value === value}
        >
          {option.label}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}
