import { useEffect, useEffectEvent, useState } from "react";
import { describeFailure, isCancelled } from "../format/failures.ts";

export interface RequestOutcome<T> {
  /** The key that the request was sent for. */
  readonly key: string;
  readonly result: T | undefined;
  /** Why there is no result; a sentence. */
  readonly failure: string | undefined;
}

interface Request<T> {
  /** The latest outcome; while a request is pending, it may be of an earlier key. */
  readonly outcome: RequestOutcome<T> | undefined;
  /** Discards the outcome and sends the request again. */
  readonly retry: () => void;
}

/** Sends one request per key. A new key cancels the pending request. */
export function useRequest<T>(key: string, send: (signal: AbortSignal) => Promise<T>): Request<T> {
  const [outcome, setOutcome] = useState<RequestOutcome<T>>();
  const [attempt, setAttempt] = useState(0);
  const sendNow = useEffectEvent(send);

  useEffect(() => {
    const abort = new AbortController();
    void settle(key, sendNow(abort.signal)).then((next) => {
      if (next !== undefined) setOutcome(next);
    });
    return () => {
      abort.abort();
    };
  }, [key, attempt]);

  return {
    outcome,
    retry: () => {
      setOutcome(undefined);
      setAttempt(attempt + 1);
    },
  };
}

/** The outcome of a request; undefined if it was canceled. Never rejects. */
export function settle<T>(
  key: string,
  request: Promise<T>,
): Promise<RequestOutcome<T> | undefined> {
  return request.then(
    (result) => ({ key, result, failure: undefined }),
    (error: unknown) =>
      isCancelled(error) ? undefined : { key, result: undefined, failure: describeFailure(error) },
  );
}
