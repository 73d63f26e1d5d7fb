import * as vscode from "vscode";
import { parseTelemetryLevel, TELEMETRY_LEVELS, type TelemetryLevel } from "../recording/level.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../recording/settingNames.ts";
import { parseLocalSinkConfig, type LocalSinkConfig } from "../store/localSinkConfig.ts";

const DEFAULT_LEVEL: TelemetryLevel = "local";

/**
 * The level the user chose. Only the user's own value counts, never a workspace's; an unknown
 * value means "off" and a warning.
 */
export function readLevel(warn: (message: string) => void): TelemetryLevel {
  const value = userValue(LEVEL_SETTING);
  if (value === undefined) return DEFAULT_LEVEL;
  const level = parseTelemetryLevel(value);
  if (level !== undefined) return level;
  warn(
    `${LEVEL_SETTING} is ${JSON.stringify(value)}, not one of ${TELEMETRY_LEVELS.join(", ")}; ` +
      "nothing is recorded.",
  );
  return "off";
}

/** How the local files are written, from the user's own value alone, with bad fields repaired. */
export function readLocalSinkConfig(warn: (message: string) => void): LocalSinkConfig {
  const { config, warnings } = parseLocalSinkConfig(userValue(LOCAL_SINK_SETTING));
  warnings.forEach(warn);
  return config;
}

/** Calls back when the user's own value of the setting has changed; a workspace's is ignored. */
export function onUserSettingChanged(name: string, callback: () => void): vscode.Disposable {
  let lastValue = JSON.stringify(userValue(name));
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(name)) return;
    const value = JSON.stringify(userValue(name));
    if (value === lastValue) return;
    lastValue = value;
    callback();
  });
}

/**
 * A scope of "application" in package.json keeps workspaces out as well, but members of object
 * settings have slipped past it (microsoft/vscode#330310), so other values are not even read.
 */
function userValue(name: string): unknown {
  return vscode.workspace.getConfiguration().inspect<unknown>(name)?.globalValue;
}
