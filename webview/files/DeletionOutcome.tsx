import { useEffect, useRef, type ReactNode } from "react";
import { IconText } from "../ui/IconText.tsx";
import { Problem } from "../ui/Problem.tsx";
import type { DeletionState } from "./useDeletion.ts";

interface DeletionOutcomeProps {
  readonly state: DeletionState;
  /** Whether nothing is left, and with it no button that was pressed. */
  readonly isStoreEmpty: boolean;
}

/** How the last deletion went. Always there, so that a verdict is read out. */
export function DeletionOutcome({ state, isStoreEmpty }: DeletionOutcomeProps): ReactNode {
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isFocusLost = document.activeElement === document.body;
    if (isStoreEmpty && state.kind !== "idle" && isFocusLost) outcome.current?.focus();
  }, [state, isStoreEmpty]);

  return (
    <div ref={outcome} tabIndex={-1}>
      <div role="status">
        {state.kind === "ended" && state.verdict.outcome === "done" && (
          <IconText icon={state.verdict.hasProblems ? "warning" : "pass-filled"}>
            {state.verdict.message}
          </IconText>
        )}
      </div>
      {state.kind === "failed" && <Problem>{state.message}</Problem>}
    </div>
  );
}
