import { useRef, useState } from "react";
import { describeFailure, isCancelled } from "../format/failures.ts";

export interface Action {
  /** Runs it; a further one is ignored while one is under way. Never rejects. */
  readonly run: (action: () => Promise<unknown>) => Promise<void>;
  readonly isRunning: boolean;
  /** Why the last one failed; undefined once another has begun. */
  readonly failure: string | undefined;
}

/** Something a person asked the host for, with what became of it. */
export function useAction(): Action {
  const [isRunning, setIsRunning] = useState(false);
  // The state lags behind until the next drawing, and a double click is faster.
  const isUnderWay = useRef(false);
  const [failure, setFailure] = useState<string>();

  const run = async (action: () => Promise<unknown>) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setIsRunning(true);
    setFailure(undefined);
    try {
      await action();
    } catch (error) {
      if (!isCancelled(error)) setFailure(describeFailure(error));
    } finally {
      isUnderWay.current = false;
      setIsRunning(false);
    }
  };
  return { run, isRunning, failure };
}
