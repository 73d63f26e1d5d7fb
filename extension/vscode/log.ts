import * as vscode from "vscode";

/** The extension's output channel. Users set its level with "Developer: Set Log Level…". */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Coder Telemetry", { log: true });
}
