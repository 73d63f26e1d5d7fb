import { useEffect, useRef, type ReactNode } from "react";
import { IconText } from "../ui/IconText.tsx";
import { Problem } from "../ui/Problem.tsx";
import type { DeletionState } from "./useDeletion.ts";

interface DeletionOutcomeProps {
  readonly state: DeletionState;
  /** If the store is empty, the button that was pressed is gone. */
  readonly isStoreEmpty: boolean;
}

/** The outcome of the last deletion. Must always be rendered, so that it is announced. */
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
