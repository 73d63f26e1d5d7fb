import { t } from "@vscode/l10n";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { EventDetail, EventRef } from "../../shared/protocol/values.ts";
import type { HostClient } from "../host/hostClient.ts";
import { useHost } from "../host/HostContext.ts";
import { useAnswer } from "../host/useAnswer.ts";

export interface ReadEvent {
  /** Of the event, or of the one before while it is read. */
  readonly detail: EventDetail | undefined;
  /** A sentence about why it could not be read. */
  readonly problem: string | undefined;
  readonly isReading: boolean;
  readonly retry: () => void;
}

/** The whole event at that place. */
export function useEventDetail(ref: EventRef): ReadEvent {
  const host = useHost();
  const key = `${ref.fileName} ${ref.offset} ${ref.byteCount}`;
  const { answered, retry } = useAnswer(key, (signal) => readEvent(host, ref, signal));
  return {
    detail: answered?.answer,
    problem: answered?.failure,
    isReading: answered?.key !== key,
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
    throw isGone ? new Error(t("This event is no longer in its file."), { cause: error }) : error;
  }
}
