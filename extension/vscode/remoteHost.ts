import * as vscode from "vscode";
import type { RemoteHost } from "../pausing/pauseMessages.ts";

/**
 * Names the host that the extension runs on, unless it is the user's own machine, which it is in a
 * remote window as well if the extension is installed locally.
 */
export function remoteHostOf(kind: vscode.ExtensionKind, machineName: string): RemoteHost {
  const { remoteName, uiKind } = vscode.env;
  if (kind !== vscode.ExtensionKind.Workspace) return undefined;
  if (remoteName !== undefined) return `${machineName} (${remoteName})`;
  return uiKind === vscode.UIKind.Desktop ? undefined : machineName;
}
