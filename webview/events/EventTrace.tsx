import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { EventRef } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { useHost } from "../host/HostContext.ts";
import { useRequest } from "../host/useRequest.ts";
import { FailedState } from "../ui/FailedState.tsx";
import { buildTraceTree } from "./traceTree.ts";
import { TraceTree } from "./TraceTree.tsx";

interface EventTraceProps {
  readonly traceId: string;
  readonly current: EventRef;
  readonly onSelect: (ref: EventRef) => void;
  /** Called before an element that may have the focus is removed. */
  readonly onFocusLost: () => void;
}

/** The trace of an event. */
export function EventTrace(props: EventTraceProps): ReactNode {
  const { traceId, current, onSelect, onFocusLost } = props;
  const host = useHost();
  const { outcome, retry } = useRequest(traceId, (signal) =>
    host.request("readTrace", { ref: current }, { signal }),
  );
  const { events, isCut = false, unreadFileCount = 0 } = outcome?.result ?? {};
  const problem = outcome?.failure;
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
      {problem === undefined && events === undefined && <p>{t("Loading trace…")}</p>}
      {isAlone && <p>{t("This trace has no other events.")}</p>}
      {events !== undefined && !isAlone && (
        <TraceTree trace={buildTraceTree(events)} current={current} onSelect={onSelect} />
      )}
      {events !== undefined && isCut && (
        <p>{t("Showing only {0} of this trace.", describeEvents(events.length))}</p>
      )}
      {unreadFileCount > 0 && (
        <p>
          {unreadFileCount === 1
            ? t("Could not read 1 file that may contain more of this trace.")
            : t(
                "Could not read {0} files that may contain more of this trace.",
                describeCount(unreadFileCount),
              )}
        </p>
      )}
    </section>
  );
}
