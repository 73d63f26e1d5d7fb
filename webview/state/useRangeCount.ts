import { useEffect, useState } from "react";
import type { AnchoredRange, RangeCount } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";

interface Counted {
  /** Of which range and source. */
  readonly key: string;
  readonly count: RangeCount | undefined;
  readonly failure: string | undefined;
}

/**
 * What the range holds. While a change of the store is counted the last numbers stay; those of
 * another range or `source` do not. `revision` is the snapshot's.
 */
export function useRangeCount(
  view: AnchoredRange,
  source: string,
  revision: number,
): Pick<Counted, "count" | "failure"> {
  const host = useHost();
  const key = `${source} ${JSON.stringify(view.range)}`;
  const [counted, setCounted] = useState<Counted>();

  useEffect(() => {
    const abort = new AbortController();
    host.request("countRange", view, { signal: abort.signal }).then(
      (count) => {
        setCounted({ key, count, failure: undefined });
      },
      (error: unknown) => {
        if (isCancelled(error)) return;
        setCounted({ key, count: undefined, failure: describeFailure(error) });
      },
    );
    return () => {
      abort.abort();
    };
  }, [host, view, key, revision]);

  return counted?.key === key ? counted : { count: undefined, failure: undefined };
}
