import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { fileTypeOf, getExportFormat, type ExportFormatId } from "../../shared/formats.ts";
import { abortable } from "../platform/abortable.ts";
import { ExportError } from "../export/exportJob.ts";
import { previewExport, type DocumentPreview } from "../export/preview.ts";
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
import { requireDirectory } from "./storeView.ts";

/** Several screens of text; the rest can be opened in an editor. */
const PREVIEW_BYTES = 32_768;

/** As much as an editor opens without delay. */
const DOCUMENT_BYTES = 1_048_576;

export interface ExportHandlersOptions {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly log: Log;
  readonly user: UserInterface;
  /** The source currently shown. */
  readonly source: () => Source;
}

/** Handlers for messages about previews and exports. */
export function createExportHandlers(options: ExportHandlersOptions) {
  const { fs, recorder, log, user } = options;
  const { l10n } = user;
  /** This session's exports; the panel knows them only by index. */
  const saved: ChosenTarget[] = [];

  const readBeginning = async (
    view: AnchoredRange,
    format: ExportFormatId,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<DocumentPreview> => {
    const source = options.source();
    const directory = requireDirectory(source, l10n.t);
    // An export flushes too, and the preview must have the same events.
    if (source.kind === "own") await abortable(recorder.flush(), signal);
    const range = exportRangeToInstants(view.range, view.nowMs);
    try {
      return await previewExport({ fs, directory, range, format, signal }, maxBytes);
    } catch (error) {
      throw toProtocolError(error, l10n);
    }
  };

  const findSaved = (exportId: number): ChosenTarget => {
    const found = saved[exportId];
    if (found !== undefined) return found;
    throw new ProtocolError("notFound", l10n.t("The export was not found."));
  };

  return {
    preview: ({ view, format }, { signal }) => readBeginning(view, format, PREVIEW_BYTES, signal),

    openPreview: async ({ view, format }, { signal }) => {
      const { text, byteCount } = await readBeginning(view, format, DOCUMENT_BYTES, signal);
      await user.openPreview(
        text,
        byteCount === undefined ? undefined : fileTypeOf(getExportFormat(format)),
      );
      return {};
    },

    exportRange: async ({ view, format }, { signal, abandoned, report }) => {
      const source = options.source();
      const directory = requireDirectory(source, l10n.t);
      // An open dialog cannot be closed from here, so a choice made after a cancel is ignored.
      const chosen = await abortable(user.pickExportTarget(view.range, format), signal);
      if (chosen === undefined) return { outcome: "dismissed" };
      const canceled = new AbortController();
      let reportProgress = (readBytes: number, totalBytes: number) => {
        report({ readBytes, totalBytes });
      };
      const exporting = exportTelemetry({
        recorder,
        fs,
        l10n,
        log,
        directory,
        isOwnFolder: source.kind === "own",
        range: view.range,
        nowMs: () => view.nowMs,
        format,
        document: chosen,
        surface: "panel",
        signal: AbortSignal.any([signal, canceled.signal]),
        onProgress: (readBytes, totalBytes) => {
          reportProgress(readBytes, totalBytes);
        },
      });
      const moveToNotification = () => {
        void user.withExportProgress(
          async (report) => {
            reportProgress = report;
            // The outcome is shown separately.
            await exporting.catch(() => undefined);
          },
          () => {
            canceled.abort();
          },
        );
      };
      if (abandoned.aborted) moveToNotification();
      else abandoned.addEventListener("abort", moveToNotification, { once: true });
      try {
        const { isEmpty, ...verdict } = await exporting;
        if (abandoned.aborted) user.showVerdict(verdict, isEmpty ? undefined : chosen);
        if (isEmpty) return { outcome: "empty", ...verdict };
        const exportId = saved.push(chosen) - 1;
        return { outcome: "exported", exportId, savedAs: chosen.savedAs, ...verdict };
      } catch (error) {
        throw toProtocolError(error, l10n);
      } finally {
        abandoned.removeEventListener("abort", moveToNotification);
      }
    },

    openExport: ({ exportId }) => findSaved(exportId).open(),
    revealExport: ({ exportId }) => findSaved(exportId).reveal(),
  } satisfies Partial<RequestHandlers & CommandHandlers>;
}

/** Describes a failed read or write to the user; the cause is for the log. */
function toProtocolError(error: unknown, l10n: L10n): unknown {
  if (!(error instanceof ExportError)) return error;
  return new ProtocolError("io", describeFailure(l10n, error), { cause: error });
}
