import type { AnchoredRange, RangeCount } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "./HostContext.ts";
import { useRefreshedAnswer } from "./useRefreshedAnswer.ts";

export interface CountedRange {
  readonly count: RangeCount | undefined;
  /** Why there is none; a sentence. */
  readonly failure: string | undefined;
}

const NOT_YET: CountedRange = { count: undefined, failure: undefined };

/**
 * What the range holds. While a change of the store is counted the last numbers stay; those of
 * another range or `source` do not. `revision` is the snapshot's.
 */
export function useRangeCount(view: AnchoredRange, source: string, revision: number): CountedRange {
  const host = useHost();
  const key = `${source} ${rangeKey(view.range)}`;
  const answered = useRefreshedAnswer(key, revision, (signal) =>
    host.request("countRange", view, { signal }),
  );
  return answered?.key === key ? { count: answered.answer, failure: answered.failure } : NOT_YET;
}
