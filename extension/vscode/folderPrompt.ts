import { homedir } from "node:os";
import * as vscode from "vscode";

/** Asks for a folder of telemetry files on this machine; undefined where the user gave up. */
export async function pickFolder(): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: t("Open Telemetry Folder"),
      openLabel: t("Open"),
      defaultUri: vscode.Uri.file(homedir()),
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
    })) ?? [];
  if (folder === undefined) return undefined;
  if (folder.scheme === "file") return folder.fsPath;
  throw new Error(t("{0} is no folder of this machine.", folder.toString(true)));
}
