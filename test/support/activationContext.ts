import * as vscode from "vscode";
import type { ActivationContext } from "../../extension/vscode/editor.ts";

/** What VS Code hands to `activate`. The test that imports this must mock "vscode". */
export function makeActivationContext(storage: string) {
  const subscriptions: { dispose(): unknown }[] = [];
  return {
    subscriptions,
    extension: {
      id: "coder.coder-telemetry",
      extensionKind: vscode.ExtensionKind.Workspace,
      packageJSON: { version: "1.2.3" },
    },
    extensionUri: vscode.Uri.file("/extension"),
    globalStorageUri: vscode.Uri.file(storage),
    workspaceState: { get: () => undefined, update: () => Promise.resolve() },
  } satisfies ActivationContext;
}
