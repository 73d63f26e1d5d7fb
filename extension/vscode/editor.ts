import * as vscode from "vscode";
import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { Editor } from "../wiring/editor.ts";
import { registerCommands } from "./commands.ts";
import { createLog } from "./log.ts";
import { createPauseWindow } from "./pauseWindow.ts";
import { PreviewDocuments } from "./previewDocuments.ts";
import { userSettings } from "./settings.ts";
import { StatusBar } from "./statusBar.ts";
import { PANEL_TYPE, TelemetryPanel } from "./telemetryPanel.ts";
import { createUserInterface } from "./userInterface.ts";

/** The parts of `vscode.ExtensionContext` that the extension uses. */
export type ActivationContext = Pick<
  vscode.ExtensionContext,
  "subscriptions" | "globalStorageUri" | "extensionUri"
> & {
  readonly extension: Pick<vscode.ExtensionContext["extension"], "id" | "packageJSON">;
  readonly workspaceState: Pick<vscode.Memento, "get" | "update">;
};

/** Implements `Editor` with the VS Code API. */
export function createEditor(
  context: ActivationContext,
  { fs, clock }: { readonly fs: FileSystem; readonly clock: Clock },
): Editor {
  const { subscriptions, extension, extensionUri, globalStorageUri, workspaceState } = context;
  const log = createLog();
  const previews = new PreviewDocuments();
  subscriptions.push(previews);
  const user = createUserInterface({ fs, clock, log, previews, extensionId: extension.id });
  return {
    addDisposable: (disposable) => {
      subscriptions.push(disposable);
    },
    log,
    user,
    settings: userSettings,
    workspaceState: {
      at: (key) => ({
        get: () => workspaceState.get(key),
        set: async (value) => {
          await workspaceState.update(key, value);
        },
      }),
    },
    pauseWindow: createPauseWindow(),
    storage: {
      path: globalStorageUri.scheme === "file" ? globalStorageUri.fsPath : undefined,
      name: globalStorageUri.toString(),
    },
    extensionVersion: versionOf(extension.packageJSON),
    platform: {
      machineId: vscode.env.machineId,
      platformName: vscode.env.appName,
      platformVersion: vscode.version,
    },
    createStatusBar: () => new StatusBar(),
    createPanel: (createSession) => {
      const panel = new TelemetryPanel(extensionUri, createSession);
      subscriptions.push(vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panel));
      return panel;
    },
    registerCommands: (handlers, recorder) =>
      registerCommands(handlers, recorder, { log, user, ownExtensionId: extension.id }),
  };
}

function versionOf(manifest: unknown): string {
  const version: unknown =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? manifest.version
      : undefined;
  return typeof version === "string" ? version : "unknown";
}
