import * as vscode from "vscode";

/**
 * Shows a file or folder in the system's file manager on a desktop. Elsewhere in the explorer where
 * it is part of the workspace, and else says where it is, as nothing there can show it.
 */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && uri.scheme === "file";
  if (isDesktop && vscode.env.remoteName === undefined) {
    await vscode.commands.executeCommand("revealFileInOS", uri);
  } else if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand("revealInExplorer", uri);
  } else {
    offerPath(uri.scheme === "file" ? uri.fsPath : uri.toString(true));
  }
}

/** Does not wait for an answer. */
function offerPath(path: string): void {
  const { t } = vscode.l10n;
  const copy = t("Copy Path");
  const message = t("{0} is outside the workspace, on the machine that runs the extension.", path);
  void vscode.window.showInformationMessage(message, copy).then(async (choice) => {
    if (choice === copy) await vscode.env.clipboard.writeText(path);
  });
}
