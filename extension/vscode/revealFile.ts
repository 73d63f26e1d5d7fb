import * as vscode from "vscode";

/**
 * Reveals a file or folder in the OS file manager. Remote and web windows have none: there it is
 * revealed in the Explorer if it is in the workspace, otherwise its path is shown.
 */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && uri.scheme === "file";
  if (isDesktop && vscode.env.remoteName === undefined) {
    await vscode.commands.executeCommand("revealFileInOS", uri);
  } else if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand("revealInExplorer", uri);
  } else {
    showPath(uri.scheme === "file" ? uri.fsPath : uri.toString(true));
  }
}

/** Does not wait for an answer. */
function showPath(path: string): void {
  const { t } = vscode.l10n;
  const copy = t("Copy Path");
  const message = t("{0} is outside the workspace, on the machine where the extension runs.", path);
  void vscode.window.showInformationMessage(message, copy).then(async (choice) => {
    if (choice === copy) await vscode.env.clipboard.writeText(path);
  });
}
