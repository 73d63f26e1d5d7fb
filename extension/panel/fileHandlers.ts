import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { DeletionTarget } from "../../shared/protocol/values.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { RetentionMoment } from "../store/retention/retention.ts";
import { deleteTelemetry } from "../actions/deleteTelemetry.ts";
import type { CommandHandlers, RequestHandlers } from "./dispatcher.ts";
import { createFilePage } from "./fileRows.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { L10n } from "../platform/l10n.ts";
import { requireDirectory, type StoreView } from "./storeView.ts";

export interface FileHandlersOptions {
  readonly fs: FileSystem;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly user: UserInterface;
  /** The source currently shown. */
  readonly view: () => StoreView;
  readonly moment: () => RetentionMoment;
  readonly onWarning: (message: string) => void;
}

/** Handlers for messages about files. */
export function createFileHandlers(options: FileHandlersOptions) {
  const { fs, recorder, user, view } = options;
  const { t } = user.l10n;
  return {
    listFiles: async ({ view: { range, nowMs }, ...page }, { signal }) => {
      const summaries = await view().whenScanned(signal);
      const instants = exportRangeToInstants(range, nowMs);
      return createFilePage(summaries, { range: instants, ...page }, options.moment(), signal);
    },

    deleteRecorded: async ({ target }, { signal, abandoned }) => {
      const shown = view();
      if (shown.source.kind !== "own") {
        throw new ProtocolError("refused", t("This folder is read-only."));
      }
      // The user must confirm what is there now, not at the last scan.
      await shown.refresh();
      const summaries = await shown.whenScanned(signal);
      if (target.kind === "file") requireFile(shown, target.fileName, t);
      const verdict = await deleteTelemetry({
        fs,
        recorder,
        user,
        summaries,
        isSelected: selectorOf(target),
        moment: options.moment(),
        onWarning: options.onWarning,
        signal,
      });
      if (verdict.outcome !== "done") return verdict;
      if (abandoned.aborted) user.showVerdict(verdict);
      await shown.refresh();
      return verdict;
    },

    openFile: ({ fileName }) => user.openFile(requireFile(view(), fileName, t).file.path),
    revealFile: ({ fileName }) => user.revealFile(requireFile(view(), fileName, t).file.path),
    openFolder: () => user.revealFolder(requireDirectory(view().source, t)),
  } satisfies Partial<RequestHandlers & CommandHandlers>;
}

/** Throws "notFound" if the last scan did not find the file. */
export function requireFile(view: StoreView, fileName: string, t: L10n["t"]): FileSummary {
  const found = view.find(fileName);
  if (found !== undefined) return found;
  throw new ProtocolError("notFound", t("{0} no longer exists.", fileName));
}

function selectorOf(target: DeletionTarget): (summary: FileSummary) => boolean {
  switch (target.kind) {
    case "file":
      return ({ file }) => file.name === target.fileName;
    case "days":
      return ({ file }) => file.day >= target.startDay && file.day <= target.endDay;
    case "everything":
      return () => true;
  }
}
