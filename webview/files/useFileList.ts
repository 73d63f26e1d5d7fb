import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { FileList, type FileListView, type FileSort } from "./fileList.ts";

export interface ListedFiles {
  readonly listed: FileListView;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** The files of the range, listed again when the range, the order or the store changed. */
export function useFileList(
  view: AnchoredRange,
  sort: FileSort,
  dataRevision: number,
): ListedFiles {
  const host = useHost();
  const [list] = useState(() => new FileList(host));
  const listed = useSyncExternalStore(list.subscribe, list.getView);
  const rangeKey = JSON.stringify(view.range);

  const start = (wantedCount: number) => {
    list.start({ view, sort, revision: dataRevision }, wantedCount);
  };
  const begin = useEffectEvent(() => {
    start(1);
  });
  const follow = useEffectEvent(() => {
    const { isLoading, revision, rows } = list.getView();
    if (!isLoading && revision < dataRevision) start(Math.max(1, rows.length));
  });

  useEffect(() => {
    begin();
    return () => {
      list.end();
    };
  }, [list, rangeKey, sort.column, sort.isDescending]);

  // What changed while files were listed is looked at afterwards.
  useEffect(() => {
    follow();
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
