import { t } from "@vscode/l10n";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { EventDetail, EventRef } from "../../shared/protocol/values.ts";
import type { HostClient } from "../host/hostClient.ts";
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
  const { outcome, retry } = useRequest(key, (signal) => readEvent(host, ref, signal));
  return {
    detail: outcome?.result,
    problem: outcome?.failure,
    isReading: outcome?.key !== key,
    retry,
  };
}

async function readEvent(
  host: HostClient,
  ref: EventRef,
  signal: AbortSignal,
): Promise<EventDetail> {
  try {
    return await host.request("readEvent", { ref }, { signal });
  } catch (error) {
    const isGone = error instanceof ProtocolError && error.code === "notFound";
    throw isGone ? new Error(t("The event is no longer in its file."), { cause: error }) : error;
  }
}
