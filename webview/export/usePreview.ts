import type { ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, Preview } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";
import { useRefreshedRequest } from "../host/useRefreshedRequest.ts";

export interface PreviewState {
  /** The latest preview; while loading, it may be of an earlier selection. */
  readonly preview: Preview | undefined;
  /** Identifies the range and format of `preview`. */
  readonly selection: string;
  readonly isLoading: boolean;
  /** Why there is no preview; a sentence. */
  readonly failure: string | undefined;
}

/** Loads the preview of the selected range and format, again whenever the data changes. */
export function usePreview(
  view: AnchoredRange,
  format: ExportFormatId,
  dataRevision: number,
): PreviewState {
  const host = useHost();
  const selection = `${format} ${rangeKey(view.range)}`;
  const outcome = useRefreshedRequest(selection, dataRevision, (signal) =>
    host.request("preview", { view, format }, { signal }),
  );
  return {
    preview: outcome?.result,
    selection: outcome?.key ?? "",
    isLoading: outcome?.key !== selection,
    failure: outcome?.failure,
  };
}
