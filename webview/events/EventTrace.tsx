import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { EventRef } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { useHost } from "../host/HostContext.ts";
import { useAnswer } from "../host/useAnswer.ts";
import { FailedState } from "../ui/FailedState.tsx";
import { buildTraceTree } from "./traceTree.ts";
import { TraceTree } from "./TraceTree.tsx";

interface EventTraceProps {
  readonly traceId: string;
  readonly current: EventRef;
  readonly onSelect: (ref: EventRef) => void;
  /** Something that may have the focus goes. */
  readonly onFocusLost: () => void;
}

/** The trace that an event belongs to, or that the event is alone in it. */
export function EventTrace(props: EventTraceProps): ReactNode {
  const { traceId, current, onSelect, onFocusLost } = props;
  const host = useHost();
  const { answered, retry } = useAnswer(traceId, (signal) =>
    host.request("readTrace", { ref: current }, { signal }),
  );
  const { events, isCut = false, unreadFileCount = 0 } = answered?.answer ?? {};
  const problem = answered?.failure;
  const isAlone = events?.length === 1 && !isCut && unreadFileCount === 0;
  return (
    <section>
      <h3>{t("Trace")}</h3>
      {problem !== undefined && (
        <FailedState
          message={problem}
          onRetry={() => {
            onFocusLost();
            retry();
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
