import { useRef, useState } from "react";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, ExportVerdict } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";

/** How far an export is. */
export type ExportState =
  | { readonly kind: "idle" }
  /** Of the files that the range touches; both are 0 until it is known where to save. */
  | { readonly kind: "running"; readonly readBytes: number; readonly totalBytes: number }
  | { readonly kind: "ended"; readonly verdict: ExportVerdict }
  | { readonly kind: "cancelled" }
  /** The message is a sentence. */
  | { readonly kind: "failed"; readonly message: string };

export interface Export {
  readonly state: ExportState;
  /** Exports what is chosen now; does nothing while an export runs. */
  readonly start: () => void;
  readonly cancel: () => void;
}

const IDLE: ExportState = { kind: "idle" };

/**
 * The one export of the page. It goes on while its view is not shown, as long as the component
 * that uses this hook is there, and with what was chosen when it began. `source` names the folder.
 */
export function useExport(view: AnchoredRange, format: ExportFormatId, source: string): Export {
  const host = useHost();
  const [current, setCurrent] = useState({ state: IDLE, of: "" });
  const running = useRef<AbortController>(undefined);
  const chosen = `${source} ${format} ${rangeKey(view.range)}`;

  const start = () => {
    if (running.current !== undefined) return;
    const abort = new AbortController();
    running.current = abort;
    const show = (state: ExportState) => {
      setCurrent({ state, of: chosen });
    };
    show({ kind: "running", readBytes: 0, totalBytes: 0 });
    void host
      .request(
        "exportRange",
        { view, format },
        {
          signal: abort.signal,
          onProgress: (progress) => {
            show({ kind: "running", ...progress });
          },
        },
      )
      .then(
        (verdict): ExportState => ({ kind: "ended", verdict }),
        (error: unknown): ExportState =>
          isCancelled(error)
            ? { kind: "cancelled" }
            : { kind: "failed", message: describeFailure(error) },
      )
      .then((state) => {
        running.current = undefined;
        show(state);
      });
  };
  const cancel = () => {
    running.current?.abort();
  };
  return { state: isOutdated(current, chosen) ? IDLE : current.state, start, cancel };
}

/** Whether it speaks of another choice than the present one and there is nothing to do with it. */
function isOutdated({ state, of }: { state: ExportState; of: string }, chosen: string): boolean {
  if (of === chosen || state.kind === "running") return false;
  return !(state.kind === "ended" && state.verdict.outcome === "exported");
}
