import * as vscode from "vscode";
import type { PauseWindow } from "../pausing/pausableRecording.ts";

/** Implements `PauseWindow` with the VS Code API. */
export function createPauseWindow(): PauseWindow {
  return {
    watchFile: (folder, name, onChange) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), name);
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      watcher.onDidCreate(onChange);
      watcher.onDidChange(onChange);
      watcher.onDidDelete(onChange);
      return () => {
        watcher.dispose();
      };
    },
    onFocused: (callback) => {
      const subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) callback();
      });
      return () => {
        subscription.dispose();
      };
    },
    showPaused: (isPaused) => {
      void vscode.commands.executeCommand("setContext", "coder.telemetry.paused", isPaused);
    },
  };
}
