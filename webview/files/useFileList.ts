import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";
import type { FileSort } from "../kept/panelState.ts";
import { FileList, type FileListView } from "./fileList.ts";

export interface ListedFiles {
  readonly listed: FileListView;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** Lists the files of a range, again whenever the range, the order or the store changes. */
export function useFileList(
  view: AnchoredRange,
  sort: FileSort,
  dataRevision: number,
): ListedFiles {
  const host = useHost();
  const [list] = useState(() => new FileList(host));
  const listed = useSyncExternalStore(list.view.subscribe, list.view.get);
  const key = rangeKey(view.range);

  const start = (minCount: number) => {
    list.start({ view, sort, revision: dataRevision }, minCount);
  };
  const begin = useEffectEvent(() => {
    start(1);
  });
  const refresh = useEffectEvent(() => {
    const { isLoading, revision, rows } = list.view.get();
    if (!isLoading && revision < dataRevision) start(Math.max(1, rows.length));
  });

  useEffect(() => {
    begin();
    return () => {
      list.end();
    };
  }, [list, key, sort.column, sort.isDescending]);

  // Changes during a request are loaded after it.
  useEffect(() => {
    refresh();
  }, [dataRevision, listed.isLoading]);

  return {
    listed,
    loadMore: () => {
      list.loadMore();
    },
    retry: () => {
      start(Math.max(1, listed.rows.length));
    },
  };
}
