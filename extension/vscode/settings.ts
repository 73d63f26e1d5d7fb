import * as vscode from "vscode";
import type { SettingName } from "../recording/settingNames.ts";
import type { Settings } from "../wiring/editor.ts";

/** The user's own settings; workspace values are ignored. */
export const userSettings: Settings = {
  get: readUserValue,
  onChanged(name, callback) {
    let lastValue = JSON.stringify(readUserValue(name));
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(name)) return;
      const value = JSON.stringify(readUserValue(name));
      if (value === lastValue) return;
      lastValue = value;
      callback();
    });
  },
};

/**
 * The "application" scope in package.json already excludes workspace values, but members of object
 * settings have slipped through (microsoft/vscode#330310), so only the user value is read.
 */
function readUserValue(name: SettingName): unknown {
  return vscode.workspace.getConfiguration().inspect<unknown>(name)?.globalValue;
}
