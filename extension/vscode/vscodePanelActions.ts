import * as vscode from "vscode";
import { EXPORT_FORMATS, findExportFormat } from "../../shared/formats.ts";
import type { Clock } from "../platform/clock.ts";
import type { PanelActions } from "../actions/panelActions.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { confirmDeletion, describeDeletion } from "./deletionPrompts.ts";
import { askTarget } from "./exportPrompts.ts";
import { showExportProgress } from "./exportProgress.ts";
import { chosenTargetFor } from "./exportTarget.ts";
import { describeExport, showVerdict } from "./exportVerdict.ts";
import { describeFailure } from "./failures.ts";
import { askFolder } from "./folderPrompt.ts";
import { showErrorWithLog } from "./log.ts";
import type { PreviewDocuments } from "./previewDocuments.ts";
import { revealFile } from "./revealFile.ts";
import { webviewStrings } from "./webviewStrings.ts";

export interface VscodePanelActionsOptions {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly previews: PreviewDocuments;
  /** `publisher.name` of this extension, for its settings. */
  readonly extensionId: string;
}

/** What the panel wants done by VS Code. */
export function createPanelActions(options: VscodePanelActionsOptions): PanelActions {
  const { fs, clock, log, previews, extensionId } = options;
  return {
    t: vscode.l10n.t,
    describeFailure,
    strings: () => webviewStrings(vscode.l10n.bundle),
    chooseFolder: () => askFolder(),
    chooseExportTarget: async (range, formatId) => {
      const uri = await askTarget(range, findExportFormat(formatId) ?? EXPORT_FORMATS[0]);
      return uri && chosenTargetFor(uri, fs, clock.nowMs());
    },
    describeExport: (result, savedAs) => describeExport(result, savedAs, log),
    confirmDeletion,
    describeDeletion,
    openFile: async (path) => {
      await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
    },
    revealFile: (path) => revealFile(vscode.Uri.file(path)),
    openFolder: (path) => revealFile(vscode.Uri.file(path)),
    openDocument: (text, isWhole) => previews.open(text, isWhole),
    openSettings: async () => {
      await vscode.commands.executeCommand("workbench.action.openSettings", `@ext:${extensionId}`);
    },
    showLog: () => {
      log.show();
    },
    showExportProgress,
    showVerdict: (verdict, document) => {
      showVerdict(verdict, document, log);
    },
    showError: (message) => {
      showErrorWithLog(message, log);
    },
  };
}
