import * as vscode from "vscode";

/** The extension's output channel; its level is the user's, by "Developer: Set Log Level…". */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Coder Telemetry", { log: true });
}
