import type { AnchoredRange, RangeCount } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "./HostContext.ts";
import { useRefreshedRequest } from "./useRefreshedRequest.ts";

export interface CountedRange {
  readonly count: RangeCount | undefined;
  /** Why there is no count; a sentence. */
  readonly failure: string | undefined;
}

const NOT_YET: CountedRange = { count: undefined, failure: undefined };

/**
 * The counts of a range. The previous counts remain while a new `revision` of the snapshot is
 * counted, but not for another range or `source`.
 */
export function useRangeCount(view: AnchoredRange, source: string, revision: number): CountedRange {
  const host = useHost();
  const key = `${source} ${rangeKey(view.range)}`;
  const outcome = useRefreshedRequest(key, revision, (signal) =>
    host.request("countRange", view, { signal }),
  );
  return outcome?.key === key ? { count: outcome.result, failure: outcome.failure } : NOT_YET;
}
