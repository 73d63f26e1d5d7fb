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

/**
 * Deletes what is asked for, once VS Code has had it confirmed, and says how that went until
 * something else is `chosen`.
 */
export function useDeletion(chosen: string): Deletion {
  const host = useHost();
  const [state, setState] = useState(IDLE);
  const [seen, setSeen] = useState(chosen);
  if (seen !== chosen) {
    setSeen(chosen);
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
          // The question of VS Code has taken the focus, and does not always give it back.
          const isLost = document.activeElement === document.body;
          if (isLost && origin instanceof HTMLElement && origin.isConnected) origin.focus();
        });
    },
  };
}
