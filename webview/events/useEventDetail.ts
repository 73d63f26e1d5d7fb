import { t } from "@vscode/l10n";
import { useEffect, useState } from "react";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { EventDetail, EventRef } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";
import { isSameEvent } from "./eventPages.ts";

export interface ReadEvent {
  /** Of the event, or of the one before while it is read. */
  readonly detail: EventDetail | undefined;
  /** A sentence about why it could not be read. */
  readonly problem: string | undefined;
  readonly isReading: boolean;
  readonly retry: () => void;
}

/** The whole event at that place. */
export function useEventDetail({ fileName, offset, byteCount }: EventRef): ReadEvent {
  const host = useHost();
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{
    readonly ref?: EventRef;
    readonly detail?: EventDetail;
    readonly problem?: string;
  }>({});

  useEffect(() => {
    const abort = new AbortController();
    const ref = { fileName, offset, byteCount };
    host.request("readEvent", { ref }, { signal: abort.signal }).then(
      (detail) => {
        setRead({ ref, detail });
      },
      (failure: unknown) => {
        if (!isCancelled(failure)) setRead({ ref, problem: describeReadFailure(failure) });
      },
    );
    return () => {
      abort.abort();
    };
  }, [host, fileName, offset, byteCount, attempt]);

  return {
    detail: read.detail,
    problem: read.problem,
    isReading: !isSameEvent(read.ref, { fileName, offset, byteCount }),
    retry: () => {
      setRead({});
      setAttempt(attempt + 1);
    },
  };
}

function describeReadFailure(failure: unknown): string {
  return failure instanceof ProtocolError && failure.code === "notFound"
    ? t("This event is no longer in its file.")
    : describeFailure(failure);
}
