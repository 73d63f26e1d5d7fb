import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { EventSearch, type SearchView } from "./eventSearch.ts";

export interface EventQueryOptions {
  readonly view: AnchoredRange;
  readonly filter: EventFilter;
  /** Rises when the store changed. */
  readonly dataRevision: number;
  /**
   * Rises by one with each new event of the range, whether it matches or not; may be told later
   * than the revision. Falls only where events were deleted. Undefined while it is not known.
   */
  readonly eventCount: number | undefined;
  /** Whether rows that change by themselves would move nothing that is looked at. */
  readonly mayFollow: () => boolean;
}

export interface EventQueryResult {
  readonly found: SearchView;
  /** How many events came to the range since the query; negative where more were deleted. */
  readonly newCount: number;
  /** Queries again, up to now. */
  readonly refresh: () => void;
  readonly stop: () => void;
  /** Loads the rows from `first` to `last`, both included. */
  readonly want: (first: number, last: number) => void;
}

/** The events of the range that match, queried again when the range or the filter changes. */
export function useEventQuery(options: EventQueryOptions): EventQueryResult {
  const { view, filter, dataRevision, eventCount, mayFollow } = options;
  const { text, errorsOnly, newestFirst } = filter;
  const host = useHost();
  const [search] = useState(() => new EventSearch(host));
  const found = useSyncExternalStore(search.view.subscribe, search.view.get);
  const key = rangeKey(view.range);
  const [counted, setCounted] = useState({ key, revision: dataRevision, eventCount });

  // The count belongs to what the query has seen as long as the store is the one it was asked of.
  const isOtherRange = counted.key !== key;
  if (
    isOtherRange ||
    ((found.revision === dataRevision || counted.eventCount === undefined) &&
      (counted.revision !== dataRevision || counted.eventCount !== eventCount))
  ) {
    setCounted({ key, revision: dataRevision, eventCount });
  }

  const start = (isSilent: boolean) => {
    search.start({ view, text, errorsOnly, newestFirst }, dataRevision, { isSilent });
  };
  const query = useEffectEvent(() => {
    start(false);
  });
  const isBehind = !found.isBusy && found.revision < dataRevision;
  const countedBefore = counted.eventCount;
  const newCount =
    isBehind && eventCount !== undefined && countedBefore !== undefined
      ? eventCount - countedBefore
      : 0;
  const follow = useEffectEvent(() => {
    if (newCount !== 0 && found.phase === "done" && mayFollow()) start(true);
  });

  useEffect(() => {
    query();
    return () => {
      search.end();
    };
  }, [search, key, text, errorsOnly, newestFirst]);

  // What came while a query ran is looked for when it is done. A store that changed without a
  // change of its events is nothing to read it all again for.
  useEffect(() => {
    follow();
  }, [dataRevision, newCount]);

  return {
    found,
    newCount,
    refresh: () => {
      start(false);
    },
    stop: () => {
      search.stop();
    },
    want: (first, last) => {
      search.want(first, last);
    },
  };
}
