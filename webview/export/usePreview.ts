import { useEffect, useRef, useState } from "react";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, Preview } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { useHost } from "../host/HostContext.ts";

export interface PreviewState {
  /** The last one that came: of an earlier choice while another is on its way. */
  readonly preview: Preview | undefined;
  /** What the preview is of: another choice has another one, newer data has not. */
  readonly choice: string;
  readonly isLoading: boolean;
  /** Why there is none; a sentence. */
  readonly failure: string | undefined;
}

interface Loaded {
  readonly choice: string;
  readonly preview: Preview | undefined;
  readonly failure: string | undefined;
}

const NOTHING: Loaded = { choice: "", preview: undefined, failure: undefined };

/**
 * The preview of what is chosen. Another choice ends the request before it; newer data only asks
 * again once that request has ended, so that steady recording cannot starve it.
 */
export function usePreview(
  view: AnchoredRange,
  format: ExportFormatId,
  dataRevision: number,
): PreviewState {
  const host = useHost();
  const [loaded, setLoaded] = useState(NOTHING);
  const refresh = useRef<() => void>(undefined);
  // By value: an equal view is often another object.
  const viewText = JSON.stringify(view);
  const choice = `${format} ${JSON.stringify(view.range)}`;

  // Before the effect below: where the choice changes as well, this one speaks to the request that
  // is given up already, and there is one request instead of two.
  const lastRevision = useRef(dataRevision);
  useEffect(() => {
    if (lastRevision.current === dataRevision) return;
    lastRevision.current = dataRevision;
    refresh.current?.();
  }, [dataRevision]);

  useEffect(() => {
    const abort = new AbortController();
    const params = { view: JSON.parse(viewText) as AnchoredRange, format };
    let isRunning = false;
    let isStale = false;
    const load = () => {
      isRunning = true;
      isStale = false;
      void host
        .request("preview", params, { signal: abort.signal })
        .then(
          (preview) => {
            setLoaded((last) => next(last, choice, preview));
          },
          (error: unknown) => {
            if (isCancelled(error)) return;
            setLoaded({ choice, preview: undefined, failure: describeFailure(error) });
          },
        )
        .then(() => {
          isRunning = false;
          if (isStale) load();
        });
    };
    refresh.current = () => {
      if (isRunning) isStale = true;
      else load();
    };
    load();
    return () => {
      abort.abort();
    };
  }, [host, viewText, format, choice]);

  return { ...loaded, isLoading: loaded.choice !== choice };
}

/** The state before where nothing changed, so that the text is not laid out again. */
function next(last: Loaded, choice: string, preview: Preview): Loaded {
  const isSame =
    last.choice === choice &&
    last.preview?.text === preview.text &&
    last.preview.byteCount === preview.byteCount;
  return isSame ? last : { choice, preview, failure: undefined };
}
