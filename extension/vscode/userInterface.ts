import * as vscode from "vscode";
import { findExportFormat } from "../../shared/formats.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { withExportProgress } from "./exportProgress.ts";
import { askFormat, askRange, askTarget } from "./exportPrompts.ts";
import { chosenTargetFor } from "./exportTarget.ts";
import { askFolder } from "./folderPrompt.ts";
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
  /** `publisher.name` of this extension, for its settings. */
  readonly extensionId: string;
}

/** Prompts, messages and editors of VS Code. */
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
    askRange,
    askFormat: async () => (await askFormat())?.id,
    askExportTarget: async (range, formatId) => {
      const format = findExportFormat(formatId);
      const uri = format && (await askTarget(range, format));
      return uri && chosenTargetFor(uri, fs, clock.nowMs());
    },
    askFolder,
    confirm: async ({ message, detail, confirmLabel }) => {
      const modal = { modal: true, detail };
      return (
        (await vscode.window.showWarningMessage(message, modal, confirmLabel)) === confirmLabel
      );
    },
    acknowledge: async (message) => {
      await vscode.window.showInformationMessage(message, { modal: true });
    },
    openFile: async (path) => {
      await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
    },
    revealFile: (path) => revealFile(vscode.Uri.file(path)),
    openFolder: (path) => revealFile(vscode.Uri.file(path)),
    openDocument: (text, isWhole) => previews.open(text, isWhole),
    openSettings: async (name = `@ext:${extensionId}`) => {
      await vscode.commands.executeCommand("workbench.action.openSettings", name);
    },
    showLog: () => {
      log.show();
    },
    withBusyWindow: (title, work) =>
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
