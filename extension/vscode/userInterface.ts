import * as vscode from "vscode";
import { getExportFormat } from "../../shared/formats.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { withExportProgress } from "./exportProgress.ts";
import { pickFormat, pickRange, pickTarget } from "./exportPrompts.ts";
import { chosenTargetFor } from "./exportTarget.ts";
import { pickFolder } from "./folderPrompt.ts";
import { displayLocale } from "./locale.ts";
import { showErrorWithLog, showInformation, showVerdict } from "./messages.ts";
import type { PreviewDocuments } from "./previewDocuments.ts";
import { revealFile } from "./revealFile.ts";
import { webviewStrings } from "./webviewStrings.ts";

export interface UserInterfaceOptions {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly previews: PreviewDocuments;
  /** `publisher.name` of this extension, to filter the Settings editor. */
  readonly extensionId: string;
}

/** Implements `UserInterface` with the VS Code API. */
export function createUserInterface(options: UserInterfaceOptions): UserInterface {
  const { fs, clock, log, previews, extensionId } = options;
  return {
    l10n: {
      t: vscode.l10n.t,
      get locale() {
        return displayLocale();
      },
    },
    strings: () => webviewStrings(vscode.l10n.bundle),
    pickRange,
    pickFormat: async () => (await pickFormat())?.id,
    pickExportTarget: async (range, formatId) => {
      const uri = await pickTarget(range, getExportFormat(formatId));
      return uri && chosenTargetFor(uri, fs, clock.nowMs());
    },
    pickFolder,
    confirm: async ({ message, detail, confirmLabel }) => {
      const modal = { modal: true, detail };
      return (
        (await vscode.window.showWarningMessage(message, modal, confirmLabel)) === confirmLabel
      );
    },
    showModal: async (message) => {
      await vscode.window.showInformationMessage(message, { modal: true });
    },
    openFile: async (path) => {
      await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
    },
    revealFile: (path) => revealFile(vscode.Uri.file(path)),
    revealFolder: (path) => revealFile(vscode.Uri.file(path)),
    openPreview: (text, fileType) => previews.open(text, fileType),
    openSettings: async (name = `@ext:${extensionId}`) => {
      await vscode.commands.executeCommand("workbench.action.openSettings", name);
    },
    showLog: () => {
      log.show();
    },
    withWindowProgress: (title, work) =>
      Promise.resolve(
        vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work),
      ),
    withExportProgress,
    showInformation: (message, action) => {
      showInformation(message, action, log);
    },
    showError: (message) => {
      showErrorWithLog(message, log);
    },
    showVerdict: (verdict, document) => {
      showVerdict(verdict, document, log);
    },
  };
}
