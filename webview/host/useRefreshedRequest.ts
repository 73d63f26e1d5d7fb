import { useEffect, useEffectEvent, useRef, useState } from "react";
import { settle, type RequestOutcome } from "./useRequest.ts";

/**
 * Returns the latest outcome, which may be of an earlier key while a request is pending. A new key
 * cancels the pending request. A new `revision` sends it again, but only after the pending one has
 * ended, so that continuous recording cannot starve it.
 */
export function useRefreshedRequest<T>(
  key: string,
  revision: number,
  send: (signal: AbortSignal) => Promise<T>,
): RequestOutcome<T> | undefined {
  const [outcome, setOutcome] = useState<RequestOutcome<T>>();
  const refresh = useRef<() => void>(undefined);
  const sendNow = useEffectEvent(send);

  // Must precede the next effect: if the key changes too, this one calls the refresh of the request
  // that has already been canceled, so that only one request is sent.
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
      void settle(key, sendNow(abort.signal)).then((next) => {
        if (next !== undefined) setOutcome(next);
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

  return outcome;
}
