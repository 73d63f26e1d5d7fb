import { VSCodeDropdown, VSCodeOption } from "@vscode/webview-ui-toolkit/react";
import type { ReactNode } from "react";
import { targetMember } from "./eventTarget.ts";

interface DropdownProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** A choice of one from a list that opens, in VS Code's look. */
export function Dropdown<T extends string>({
  label,
  value,
  options,
  onChange,
}: DropdownProps<T>): ReactNode {
  return (
    <VSCodeDropdown
      value={value}
      aria-label={label}
      onChange={(event: unknown) => {
        const chosen = options.find((option) => option.value === targetMember(event, "value"));
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <VSCodeOption key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </VSCodeOption>
      ))}
    </VSCodeDropdown>
  );
}
