import { t } from "@vscode/l10n";
import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import type { EventRef, TraceEvent } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";
import { FailedState } from "../states/FailedState.tsx";
import { buildTraceTree } from "./traceTree.ts";
import { TraceTree } from "./TraceTree.tsx";

interface EventTraceProps {
  readonly traceId: string;
  readonly current: EventRef;
  readonly onSelect: (ref: EventRef) => void;
  /** Something that may have the focus goes. */
  readonly onFocusLost: () => void;
}

interface ReadTrace {
  readonly events?: readonly TraceEvent[];
  readonly isCut?: boolean;
  readonly unreadFileCount?: number;
  readonly problem?: string;
}

/** The trace that an event belongs to, or that the event is alone in it. */
export function EventTrace(props: EventTraceProps): ReactNode {
  const { traceId, current, onSelect, onFocusLost } = props;
  const host = useHost();
  const [read, setRead] = useState<ReadTrace>({});
  const [attempt, setAttempt] = useState(0);

  const request = useEffectEvent((signal: AbortSignal) =>
    host.request("readTrace", { ref: current }, { signal }),
  );
  useEffect(() => {
    const abort = new AbortController();
    request(abort.signal).then(setRead, (failure: unknown) => {
      if (!isCancelled(failure)) setRead({ problem: describeFailure(failure) });
    });
    return () => {
      abort.abort();
    };
  }, [traceId, attempt]);

  const { events, isCut = false, unreadFileCount = 0, problem } = read;
  const isAlone = events?.length === 1 && !isCut && unreadFileCount === 0;
  return (
    <section>
      <h3>{t("Trace")}</h3>
      {problem !== undefined && (
        <FailedState
          message={problem}
          onRetry={() => {
            onFocusLost();
            setRead({});
            setAttempt(attempt + 1);
          }}
        />
      )}
      {problem === undefined && events === undefined && <p>{t("Reading the trace…")}</p>}
      {isAlone && <p>{t("No other event belongs to this trace.")}</p>}
      {events !== undefined && !isAlone && (
        <TraceTree trace={buildTraceTree(events)} current={current} onSelect={onSelect} />
      )}
      {events !== undefined && isCut && (
        <p>{t("Only {0} of the trace are shown.", describeEvents(events.length))}</p>
      )}
      {unreadFileCount > 0 && (
        <p>
          {unreadFileCount === 1
            ? t("1 file that may hold more of it could not be read.")
            : t(
                "{0} files that may hold more of it could not be read.",
                describeCount(unreadFileCount),
              )}
        </p>
      )}
    </section>
  );
}
