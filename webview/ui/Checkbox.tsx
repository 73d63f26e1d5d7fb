import { VSCodeCheckbox } from "@vscode/webview-ui-toolkit/react";
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { targetMember } from "./eventTarget.ts";

interface CheckboxProps {
  readonly children: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A checkbox in VS Code's look. */
export function Checkbox({ children, isChecked, onChange }: CheckboxProps): ReactNode {
  const box = useRef<HTMLSpanElement>(null);

  // The toolkit tells of each change, also of one that comes from here, and does so before its
  // own listeners are those of the new rendering.
  const report = useEffectEvent((next: boolean) => {
    if (next !== isChecked) onChange(next);
  });
  useEffect(() => {
    const node = box.current;
    const listener = (event: Event) => {
      report(targetMember(event, "checked") === true);
    };
    node?.addEventListener("change", listener);
    return () => {
      node?.removeEventListener("change", listener);
    };
  }, []);

  return (
    <span ref={box}>
      <VSCodeCheckbox checked={isChecked}>{children}</VSCodeCheckbox>
    </span>
  );
}
