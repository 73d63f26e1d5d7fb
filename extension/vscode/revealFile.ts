import * as vscode from "vscode";

/** Shows a file or folder in the system's file manager on a desktop, elsewhere in the explorer. */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop && uri.scheme === "file";
  const command =
    isDesktop && vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, uri);
}
