import { useRef, useState } from "react";
import { describeFailure, isCancelled } from "../format/failures.ts";

export interface Action {
  /** Runs the action, unless one is already running. Never rejects. */
  readonly run: (action: () => Promise<unknown>) => Promise<void>;
  readonly isRunning: boolean;
  /** Why the latest action failed; a sentence. */
  readonly failure: string | undefined;
}

/** Runs requests that the user started, and keeps their failures. */
export function useAction(): Action {
  const [isRunning, setIsRunning] = useState(false);
  // A double click is faster than the next render, so state alone would not prevent a second run.
  const isRunningNow = useRef(false);
  const [failure, setFailure] = useState<string>();

  const run = async (action: () => Promise<unknown>) => {
    if (isRunningNow.current) return;
    isRunningNow.current = true;
    setIsRunning(true);
    setFailure(undefined);
    try {
      await action();
    } catch (error) {
      if (!isCancelled(error)) setFailure(describeFailure(error));
    } finally {
      isRunningNow.current = false;
      setIsRunning(false);
    }
  };
  return { run, isRunning, failure };
}
