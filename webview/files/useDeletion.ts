import { useState } from "react";
import type { DeletionTarget, DeletionVerdict } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";

export type DeletionState =
  | { readonly kind: "idle" }
  | { readonly kind: "ended"; readonly verdict: DeletionVerdict }
  | { readonly kind: "failed"; readonly message: string };

/** Deletes what is asked for, once VS Code has had it confirmed, and says how that went. */
export function useDeletion(): {
  readonly state: DeletionState;
  readonly start: (target: DeletionTarget) => void;
} {
  const host = useHost();
  const [state, setState] = useState<DeletionState>({ kind: "idle" });
  return {
    state,
    start: (target) => {
      setState({ kind: "idle" });
      host.request("deleteRecorded", { target }).then(
        (verdict) => {
          setState({ kind: "ended", verdict });
        },
        (error: unknown) => {
          if (!isCancelled(error)) setState({ kind: "failed", message: describeFailure(error) });
        },
      );
    },
  };
}
