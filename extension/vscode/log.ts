import * as vscode from "vscode";

/** The extension's output channel; its level is the user's, by "Developer: Set Log Level…". */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Coder Telemetry", { log: true });
}

/** Shows what went wrong, with the way to the details. Does not wait for an answer. */
export function showErrorWithLog(message: string, log: vscode.LogOutputChannel): void {
  const showLog = vscode.l10n.t("Show Log");
  void vscode.window.showErrorMessage(message, showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}
