import type { Checkbox as CheckboxElement } from "@vscode/webview-ui-toolkit";
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useControlledProperty } from "./useControlledProperty.ts";

interface CheckboxProps {
  readonly children: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A VS Code checkbox. */
export function Checkbox({ children, isChecked, onChange }: CheckboxProps): ReactNode {
  const box = useRef<CheckboxElement>(null);
  useControlledProperty(box, "checked", isChecked);

  // The toolkit also reports changes made by React, before its listeners belong to the new render.
  const report = useEffectEvent((next: boolean) => {
    if (next !== isChecked) onChange(next);
  });
  useEffect(() => {
    const node = box.current;
    const listener = () => {
      if (node !== null) report(node.checked);
    };
    node?.addEventListener("change", listener);
    return () => {
      node?.removeEventListener("change", listener);
    };
  }, []);

  return <vscode-checkbox ref={box}>{children}</vscode-checkbox>;
}
