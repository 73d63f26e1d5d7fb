import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";
import type { EventFilter } from "../kept/panelState.ts";
import { EventSearch, type SearchView } from "./eventSearch.ts";

export interface EventQueryOptions {
  readonly view: AnchoredRange;
  readonly filter: EventFilter;
  /** Increases when the stored data changes. */
  readonly dataRevision: number;
  /**
   * A count that increases with each new event in the range, matching or not, and decreases only if
   * events are deleted. May change after the revision does. Undefined if it is unknown.
   */
  readonly eventCount: number | undefined;
  /** Whether the rows may be replaced without disturbing the user. */
  readonly mayFollow: () => boolean;
}

export interface EventQueryResult {
  readonly results: SearchView;
  /** Number of new events in the range since the query; negative if more were deleted. */
  readonly newCount: number;
  /** Runs the query again. */
  readonly refresh: () => void;
  readonly stop: () => void;
  /** Loads the rows from `first` to `last`, both included. */
  readonly loadRows: (first: number, last: number) => void;
}

/** Queries the matching events of a range, again whenever the range or the filter changes. */
export function useEventQuery(options: EventQueryOptions): EventQueryResult {
  const { view, filter, dataRevision, eventCount, mayFollow } = options;
  const { text, errorsOnly, newestFirst } = filter;
  const host = useHost();
  const [search] = useState(() => new EventSearch(host));
  const results = useSyncExternalStore(search.view.subscribe, search.view.get);
  const key = rangeKey(view.range);
  const [counted, setCounted] = useState({ key, revision: dataRevision, eventCount });

  // While the store is at the revision of the query, the count includes only events it has seen.
  const isOtherRange = counted.key !== key;
  if (
    isOtherRange ||
    ((results.revision === dataRevision || counted.eventCount === undefined) &&
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
  const isBehind = !results.isBusy && results.revision < dataRevision;
  const countedBefore = counted.eventCount;
  const newCount =
    isBehind && eventCount !== undefined && countedBefore !== undefined
      ? eventCount - countedBefore
      : 0;
  const follow = useEffectEvent(() => {
    if (newCount !== 0 && results.phase === "done" && mayFollow()) start(true);
  });

  useEffect(() => {
    query();
    return () => {
      search.end();
    };
  }, [search, key, text, errorsOnly, newestFirst]);

  // Events that arrive during a query are queried after it. A new revision without new events does
  // not justify reading everything again.
  useEffect(() => {
    follow();
  }, [dataRevision, newCount]);

  return {
    results,
    newCount,
    refresh: () => {
      start(false);
    },
    stop: () => {
      search.stop();
    },
    loadRows: (first, last) => {
      search.loadRows(first, last);
    },
  };
}
