import type { EventDetail, EventRef } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { useRequest } from "../host/useRequest.ts";

export interface ReadEvent {
  /** The event; while reading, it may be the previous one. */
  readonly detail: EventDetail | undefined;
  /** Why it could not be read, as a sentence. */
  readonly problem: string | undefined;
  readonly isReading: boolean;
  readonly retry: () => void;
}

/** Reads the event at that location. */
export function useEventDetail(ref: EventRef): ReadEvent {
  const host = useHost();
  const key = `${ref.fileName} ${ref.offset} ${ref.byteCount}`;
  const { outcome, retry } = useRequest(key, (signal) =>
    host.request("readEvent", { ref }, { signal }),
  );
  return {
    detail: outcome?.result,
    problem: outcome?.failure,
    isReading: outcome?.key !== key,
    retry,
  };
}
