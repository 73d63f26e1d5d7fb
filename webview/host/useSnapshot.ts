import * as l10n from "@vscode/l10n";
import { useEffect, useState } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "./HostContext.ts";

interface SnapshotState {
  readonly snapshot: Snapshot | undefined;
  /** Why there is no snapshot; a sentence. */
  readonly failure: string | undefined;
  readonly retry: () => void;
}

/** The latest snapshot. Before the first one, sets the page's translations. */
export function useSnapshot(): SnapshotState {
  const host = useHost();
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [failure, setFailure] = useState<string>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let isReady = false;
    let newest: Snapshot | undefined;
    const accept = (next: Snapshot) => {
      if (newest === undefined || next.revision > newest.revision) newest = next;
      // The translations arrive with the response to "ready".
      if (isReady) setSnapshot(newest);
    };
    const stopListening = host.on("snapshot", accept);
    host.request("ready", {}, { signal: abort.signal }).then(
      ({ strings, snapshot: first }) => {
        l10n.config({ contents: strings });
        isReady = true;
        accept(first);
      },
      (error: unknown) => {
        if (!isCancelled(error)) setFailure(describeFailure(error));
      },
    );
    return () => {
      stopListening();
      abort.abort();
    };
  }, [host, attempt]);

  return {
    snapshot,
    failure: snapshot === undefined ? failure : undefined,
    retry: () => {
      setFailure(undefined);
      setAttempt((count) => count + 1);
    },
  };
}
