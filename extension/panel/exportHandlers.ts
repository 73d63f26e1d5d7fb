import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { abortable } from "../platform/abortable.ts";
import { ExportError } from "../export/exportJob.ts";
import { previewExport, type DocumentBeginning } from "../export/preview.ts";
import { describeFailure } from "../actions/describeFailure.ts";
import { exportTelemetry } from "../actions/exportTelemetry.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { CommandHandlers, RequestHandlers } from "./dispatcher.ts";
import type { ChosenTarget, UserInterface } from "../actions/userInterface.ts";
import type { Source } from "../actions/sources.ts";

/** As much as can be looked at in the panel. */
const PREVIEW_BYTES = 32_768;

/** As much as an editor shows without delay. */
const DOCUMENT_BYTES = 1_048_576;

export interface ExportHandlersOptions {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly log: Log;
  readonly user: UserInterface;
  /** The folder that is shown now. */
  readonly source: () => Source;
}

/** The messages about preview and export. */
export function createExportHandlers(options: ExportHandlersOptions) {
  const { fs, recorder, log, user } = options;
  const { l10n } = user;
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
      throw toProtocolError(error, l10n);
    }
  };

  const savedAt = (exportId: number): ChosenTarget => {
    const found = saved[exportId];
    if (found !== undefined) return found;
    throw new ProtocolError("notFound", l10n.t("There is no such export."));
  };

  return {
    preview: ({ view, format }, { signal }) => beginningOf(view, format, PREVIEW_BYTES, signal),

    openPreview: async ({ view, format }, { signal }) => {
      const { text, byteCount } = await beginningOf(view, format, DOCUMENT_BYTES, signal);
      await user.openDocument(text, byteCount !== undefined);
      return {};
    },

    exportRange: async ({ view, format }, { signal, abandoned, report }) => {
      const { directory } = options.source();
      // A dialog cannot be closed from here; what is chosen in it after a cancel does not count.
      const chosen = await abortable(user.pickExportTarget(view.range, format), signal);
      if (chosen === undefined) return { outcome: "dismissed" };
      const cancelled = new AbortController();
      let tellProgress = (readBytes: number, totalBytes: number) => {
        report({ readBytes, totalBytes });
      };
      const exporting = exportTelemetry({
        recorder,
        fs,
        l10n,
        log,
        directory,
        range: view.range,
        nowMs: () => view.nowMs,
        format,
        document: chosen,
        surface: "panel",
        signal: AbortSignal.any([signal, cancelled.signal]),
        onProgress: (readBytes, totalBytes) => {
          tellProgress(readBytes, totalBytes);
        },
      });
      const follow = () => {
        void user.withExportProgress(
          async (report) => {
            tellProgress = report;
            // How it ended is told by the verdict.
            await exporting.catch(() => undefined);
          },
          () => {
            cancelled.abort();
          },
        );
      };
      abandoned.addEventListener("abort", follow, { once: true });
      try {
        const { isEmpty, ...verdict } = await exporting;
        if (abandoned.aborted) user.showVerdict(verdict, isEmpty ? undefined : chosen);
        if (isEmpty) return { outcome: "empty", ...verdict };
        const exportId = saved.push(chosen) - 1;
        return { outcome: "exported", exportId, savedAs: chosen.savedAs, ...verdict };
      } catch (error) {
        throw toProtocolError(error, l10n);
      } finally {
        abandoned.removeEventListener("abort", follow);
      }
    },

    openExport: ({ exportId }) => savedAt(exportId).open(),
    revealExport: ({ exportId }) => savedAt(exportId).reveal(),
  } satisfies Partial<RequestHandlers & CommandHandlers>;
}

/** An error of reading or writing has a sentence of its own; the cause goes to the log. */
function toProtocolError(error: unknown, l10n: L10n): unknown {
  if (!(error instanceof ExportError)) return error;
  return new ProtocolError("io", describeFailure(l10n, error), { cause: error });
}
