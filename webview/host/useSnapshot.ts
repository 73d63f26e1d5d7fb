import * as l10n from "@vscode/l10n";
import { useEffect, useState } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "./HostContext.ts";

interface SnapshotState {
  readonly snapshot: Snapshot | undefined;
  /** Why there is none. */
  readonly failure: string | undefined;
  readonly retry: () => void;
}

/** The latest snapshot of the host, and the page's texts before the first one is given. */
export function useSnapshot(): SnapshotState {
  const host = useHost();
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [failure, setFailure] = useState<string>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let isReady = false;
    let newest: Snapshot | undefined;
    const take = (next: Snapshot) => {
      if (newest === undefined || next.revision > newest.revision) newest = next;
      // Before the answer the page has no texts to show it with.
      if (isReady) setSnapshot(newest);
    };
    const stopListening = host.on("snapshot", take);
    host.request("ready", {}, { signal: abort.signal }).then(
      ({ strings, snapshot: first }) => {
        l10n.config({ contents: strings });
        isReady = true;
        take(first);
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
