import { useRef, useState } from "react";
import type { ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, ExportVerdict } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import { rangeKey } from "../format/rangeKey.ts";
import { useHost } from "../host/HostContext.ts";

/** The state of an export. */
export type ExportState =
  | { readonly kind: "idle" }
  /** Progress through the source files; both are 0 until the user has selected where to save. */
  | { readonly kind: "running"; readonly readBytes: number; readonly totalBytes: number }
  | { readonly kind: "ended"; readonly verdict: ExportVerdict }
  | { readonly kind: "cancelled" }
  /** `message` is a sentence. */
  | { readonly kind: "failed"; readonly message: string };

export interface Export {
  readonly state: ExportState;
  /** Exports the current selection, unless an export is running. */
  readonly start: () => void;
  readonly cancel: () => void;
}

const IDLE: ExportState = { kind: "idle" };

/**
 * The only export of the page. It continues with its original range and format while the Export
 * view is hidden, until the component unmounts. `source` identifies the folder.
 */
export function useExport(view: AnchoredRange, format: ExportFormatId, source: string): Export {
  const host = useHost();
  const [current, setCurrent] = useState({ state: IDLE, selection: "" });
  const running = useRef<AbortController>(undefined);
  const selection = `${source} ${format} ${rangeKey(view.range)}`;

  const start = () => {
    if (running.current !== undefined) return;
    const abort = new AbortController();
    running.current = abort;
    const show = (state: ExportState) => {
      setCurrent({ state, selection });
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
  return { state: isOutdated(current, selection) ? IDLE : current.state, start, cancel };
}

/** Whether the outcome is of another selection and leaves nothing to open or cancel. */
function isOutdated(
  { state, selection }: { state: ExportState; selection: string },
  currentSelection: string,
): boolean {
  if (selection === currentSelection || state.kind === "running") return false;
  return !(state.kind === "ended" && state.verdict.outcome === "exported");
}
