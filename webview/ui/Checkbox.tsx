import type { Checkbox as CheckboxElement } from "@vscode/webview-ui-toolkit";
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import "./toolkit.ts";
import { useHeldProperty } from "./useHeldProperty.ts";

interface CheckboxProps {
  readonly children: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A checkbox in VS Code's look. */
export function Checkbox({ children, isChecked, onChange }: CheckboxProps): ReactNode {
  const box = useRef<CheckboxElement>(null);
  useHeldProperty(box, "checked", isChecked);

  // The toolkit tells of each change, also of one that comes from here, and does so before its
  // own listeners are those of the new rendering.
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
