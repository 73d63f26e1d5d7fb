import { useState } from "react";
import type { DeletionTarget, DeletionVerdict } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";

export type DeletionState =
  | { readonly kind: "idle" }
  | { readonly kind: "ended"; readonly verdict: DeletionVerdict }
  | { readonly kind: "failed"; readonly message: string };

export interface Deletion {
  readonly state: DeletionState;
  readonly start: (target: DeletionTarget) => void;
}

const IDLE: DeletionState = { kind: "idle" };

/** Deletes files after a confirmation in VS Code. The outcome is cleared when `selection` changes. */
export function useDeletion(selection: string): Deletion {
  const host = useHost();
  const [state, setState] = useState(IDLE);
  const [lastSelection, setLastSelection] = useState(selection);
  if (lastSelection !== selection) {
    setLastSelection(selection);
    setState(IDLE);
  }
  return {
    state,
    start: (target) => {
      setState(IDLE);
      const origin = document.activeElement;
      host
        .request("deleteRecorded", { target })
        .then(
          (verdict) => {
            setState({ kind: "ended", verdict });
          },
          (error: unknown) => {
            if (!isCancelled(error)) setState({ kind: "failed", message: describeFailure(error) });
          },
        )
        .finally(() => {
          // VS Code's dialog takes the focus and does not always return it.
          const isLost = document.activeElement === document.body;
          if (isLost && origin instanceof HTMLElement && origin.isConnected) origin.focus();
        });
    },
  };
}
