import { useEffect, useEffectEvent, useRef, useState } from "react";
import { answeredBy, type Answered } from "./useAnswer.ts";

/**
 * The last answer that came: of an earlier key while that of another one is under way, undefined
 * before the first. Another key ends the request before it. A higher `revision` asks again, but
 * once that request has ended, so that steady recording cannot starve it.
 */
export function useRefreshedAnswer<T>(
  key: string,
  revision: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Answered<T> | undefined {
  const [answered, setAnswered] = useState<Answered<T>>();
  const refresh = useRef<() => void>(undefined);
  const askNow = useEffectEvent(ask);

  // Before the effect below: where the key changes as well, this one speaks to the request that is
  // given up already, and there is one request instead of two.
  const lastRevision = useRef(revision);
  useEffect(() => {
    if (lastRevision.current === revision) return;
    lastRevision.current = revision;
    refresh.current?.();
  }, [revision]);

  useEffect(() => {
    const abort = new AbortController();
    let isRunning = false;
    let isStale = false;
    const load = () => {
      isRunning = true;
      isStale = false;
      void answeredBy(key, askNow(abort.signal)).then((next) => {
        if (next !== undefined) setAnswered(next);
        isRunning = false;
        if (isStale) refreshNow();
      });
    };
    const refreshNow = () => {
      if (abort.signal.aborted) return;
      if (isRunning) isStale = true;
      else load();
    };
    refresh.current = refreshNow;
    load();
    return () => {
      abort.abort();
    };
  }, [key]);

  return answered;
}
