import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { abortable } from "../platform/abortable.ts";
import { ExportError } from "../export/exportJob.ts";
import { previewExport, type DocumentBeginning } from "../export/preview.ts";
import { runRecordedExport } from "../actions/recordedExport.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { CommandHandlers, RequestHandlers } from "./dispatcher.ts";
import type { ChosenTarget, PanelActions } from "../actions/panelActions.ts";
import type { Source } from "../actions/sources.ts";

/** As much as can be looked at in the panel. */
const PREVIEW_BYTES = 32_768;

/** As much as an editor shows without delay. */
const DOCUMENT_BYTES = 1_048_576;

export interface ExportHandlersOptions {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly actions: PanelActions;
  /** The folder that is shown now. */
  readonly source: () => Source;
}

type ExportHandlers = Pick<RequestHandlers, "preview" | "openPreview" | "exportRange"> &
  Pick<CommandHandlers, "openExport" | "revealExport">;

/** The messages about preview and export. */
export function createExportHandlers(options: ExportHandlersOptions): ExportHandlers {
  const { fs, recorder, actions } = options;
  /** The places of this session's exports; the panel knows them by number alone. */
  const saved: ChosenTarget[] = [];

  const beginningOf = async (
    view: AnchoredRange,
    format: ExportFormatId,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<DocumentBeginning> => {
    const { kind, directory } = options.source();
    // The export begins with this as well, and the preview is to have the same events.
    if (kind === "own") await abortable(recorder.flush(), signal);
    const range = exportRangeToInstants(view.range, view.nowMs);
    try {
      return await previewExport({ fs, directory, range, format, signal }, maxBytes);
    } catch (error) {
      throw forThePanel(error, actions);
    }
  };

  const savedAt = (exportId: number): ChosenTarget => {
    const found = saved[exportId];
    if (found !== undefined) return found;
    throw new ProtocolError("notFound", actions.t("There is no such export."));
  };

  return {
    preview: ({ view, format }, { signal }) => beginningOf(view, format, PREVIEW_BYTES, signal),

    openPreview: async ({ view, format }, { signal }) => {
      const { text, byteCount } = await beginningOf(view, format, DOCUMENT_BYTES, signal);
      await actions.openDocument(text, byteCount !== undefined);
      return {};
    },

    exportRange: async ({ view, format }, { signal, abandoned, report }) => {
      const { directory } = options.source();
      // A dialog cannot be closed from here; what is chosen in it after a cancel does not count.
      const chosen = await abortable(actions.chooseExportTarget(view.range, format), signal);
      if (chosen === undefined) return { outcome: "dismissed" };
      const cancelled = new AbortController();
      let tellProgress = (readBytes: number, totalBytes: number) => {
        report({ readBytes, totalBytes });
      };
      const exporting = runRecordedExport({
        recorder,
        fs,
        directory,
        range: view.range,
        nowMs: () => view.nowMs,
        format,
        target: chosen.target,
        surface: "panel",
        signal: AbortSignal.any([signal, cancelled.signal]),
        onProgress: throttled((readBytes, totalBytes) => {
          tellProgress(readBytes, totalBytes);
        }),
      });
      const follow = () => {
        tellProgress = actions.showExportProgress(exporting, () => {
          cancelled.abort();
        });
      };
      abandoned.addEventListener("abort", follow, { once: true });
      try {
        const result = await exporting;
        const verdict = actions.describeExport(result, chosen.savedAs);
        const isEmpty = result.summary.eventCount === 0;
        if (abandoned.aborted) actions.showVerdict(verdict, isEmpty ? undefined : chosen);
        if (isEmpty) return { outcome: "empty", ...verdict };
        const exportId = saved.push(chosen) - 1;
        return { outcome: "exported", exportId, savedAs: chosen.savedAs, ...verdict };
      } catch (error) {
        throw forThePanel(error, actions);
      } finally {
        abandoned.removeEventListener("abort", follow);
      }
    },

    openExport: ({ exportId }) => savedAt(exportId).open(),
    revealExport: ({ exportId }) => savedAt(exportId).reveal(),
  };
}

/** An error of reading or writing has a sentence of its own; the cause goes to the log. */
function forThePanel(error: unknown, actions: PanelActions): unknown {
  if (!(error instanceof ExportError)) return error;
  return new ProtocolError("io", actions.describeFailure(error), { cause: error });
}

/** Passes on each further percent, as batches are far smaller. */
function throttled(
  report: (readBytes: number, totalBytes: number) => void,
): (readBytes: number, totalBytes: number) => void {
  let reportedPercent = -1;
  return (readBytes, totalBytes) => {
    const percent = totalBytes === 0 ? 0 : Math.floor((readBytes / totalBytes) * 100);
    if (percent <= reportedPercent) return;
    reportedPercent = percent;
    report(readBytes, totalBytes);
  };
}
