import { homedir } from "node:os";
import * as vscode from "vscode";
import { RecordableError } from "../recording/recordableError.ts";

/** Prompts for a telemetry folder; undefined if the user cancels. Throws if it is not local. */
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
  throw new RecordableError(
    "folderNotLocal",
    t("{0} is not a folder on this machine.", folder.toString(true)),
  );
}
