import type { ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, Preview } from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";
import { useRefreshedAnswer } from "../host/useRefreshedAnswer.ts";

export interface PreviewState {
  /** The last one that came: of an earlier choice while another is on its way. */
  readonly preview: Preview | undefined;
  /** What the preview is of: another choice has another one, newer data has not. */
  readonly choice: string;
  readonly isLoading: boolean;
  /** Why there is none; a sentence. */
  readonly failure: string | undefined;
}

/** The preview of what is chosen, taken again when data has come since. */
export function usePreview(
  view: AnchoredRange,
  format: ExportFormatId,
  dataRevision: number,
): PreviewState {
  const host = useHost();
  const choice = `${format} ${rangeKey(view.range)}`;
  const answered = useRefreshedAnswer(choice, dataRevision, (signal) =>
    host.request("preview", { view, format }, { signal }),
  );
  return {
    preview: answered?.answer,
    choice: answered?.key ?? "",
    isLoading: answered?.key !== choice,
    failure: answered?.failure,
  };
}
