import { useEffect, useEffectEvent, useState } from "react";
import { describeFailure, isCancelled } from "../format/failures.ts";

/** What a request came to. */
export interface Answered<T> {
  /** Of which choice. */
  readonly key: string;
  readonly answer: T | undefined;
  /** Why there is none; a sentence. */
  readonly failure: string | undefined;
}

interface Answer<T> {
  /** The last one that came: of an earlier key while that of another is on its way. */
  readonly answered: Answered<T> | undefined;
  /** Forgets it and asks again. */
  readonly retry: () => void;
}

/** Asks once for each key. Another key ends the request before it. */
export function useAnswer<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answered, setAnswered] = useState<Answered<T>>();
  const [attempt, setAttempt] = useState(0);
  const askNow = useEffectEvent(ask);

  useEffect(() => {
    const abort = new AbortController();
    void answeredBy(key, askNow(abort.signal)).then((next) => {
      if (next !== undefined) setAnswered(next);
    });
    return () => {
      abort.abort();
    };
  }, [key, attempt]);

  return {
    answered,
    retry: () => {
      setAnswered(undefined);
      setAttempt(attempt + 1);
    },
  };
}

/** What a request comes to, undefined where somebody gave up on it. Never rejects. */
export function answeredBy<T>(key: string, request: Promise<T>): Promise<Answered<T> | undefined> {
  return request.then(
    (answer) => ({ key, answer, failure: undefined }),
    (error: unknown) =>
      isCancelled(error) ? undefined : { key, answer: undefined, failure: describeFailure(error) },
  );
}
