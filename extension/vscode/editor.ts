import * as vscode from "vscode";
import type { Editor } from "../wiring/editor.ts";
import type { SystemServices } from "../wiring/systemServices.ts";
import { registerCommands } from "./commands.ts";
import { createLog } from "./log.ts";
import { createPauseWindow } from "./pauseWindow.ts";
import { PreviewDocuments } from "./previewDocuments.ts";
import { remoteHostOf } from "./remoteHost.ts";
import { userSettings } from "./settings.ts";
import { StatusBar } from "./statusBar.ts";
import { PANEL_TYPE, TelemetryPanel } from "./telemetryPanel.ts";
import { createUserInterface } from "./userInterface.ts";

/** The parts of `vscode.ExtensionContext` that the extension uses. */
export type ActivationContext = Pick<
  vscode.ExtensionContext,
  "subscriptions" | "globalStorageUri" | "extensionUri"
> & {
  readonly extension: Pick<
    vscode.ExtensionContext["extension"],
    "id" | "extensionKind" | "packageJSON"
  >;
  readonly workspaceState: Pick<vscode.Memento, "get" | "update">;
};

/** Implements `Editor` with the VS Code API. */
export function createEditor(
  context: ActivationContext,
  system: Pick<SystemServices, "fs" | "clock" | "machine">,
): Editor {
  const { fs, clock, machine } = system;
  const { subscriptions, extension, extensionUri, globalStorageUri, workspaceState } = context;
  const log = createLog();
  const previews = new PreviewDocuments();
  subscriptions.push(previews);
  const remoteHost = remoteHostOf(extension.extensionKind, machine.name);
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
    remoteHost,
    extensionVersion: versionOf(extension.packageJSON),
    platform: {
      machineId: vscode.env.machineId,
      platformName: vscode.env.appName,
      platformVersion: vscode.version,
    },
    createStatusBar: () => new StatusBar(remoteHost),
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
