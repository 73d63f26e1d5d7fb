import * as vscode from "vscode";
import { parseTelemetryLevel, TELEMETRY_LEVELS, type TelemetryLevel } from "../recording/level.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../recording/settingNames.ts";
import { parseLocalSinkConfig, type LocalSinkConfig } from "../store/localSinkConfig.ts";

const DEFAULT_LEVEL: TelemetryLevel = "local";

/**
 * The level from user settings; workspace values are ignored. Warns about an unknown value and
 * treats it as "off".
 */
export function readLevel(warn: (message: string) => void): TelemetryLevel {
  const value = userValue(LEVEL_SETTING);
  if (value === undefined) return DEFAULT_LEVEL;
  const level = parseTelemetryLevel(value);
  if (level !== undefined) return level;
  warn(
    `${LEVEL_SETTING} is ${JSON.stringify(value)}, but must be one of ` +
      `${TELEMETRY_LEVELS.join(", ")}. Recording is off.`,
  );
  return "off";
}

/** The local sink's user settings. Warns about invalid fields and corrects them. */
export function readLocalSinkConfig(warn: (message: string) => void): LocalSinkConfig {
  const { config, warnings } = parseLocalSinkConfig(userValue(LOCAL_SINK_SETTING));
  warnings.forEach(warn);
  return config;
}

/** Calls `callback` when the setting's user value changes; workspace values are ignored. */
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
 * The "application" scope in package.json already excludes workspace values, but members of object
 * settings have slipped through (microsoft/vscode#330310), so only the user value is read.
 */
function userValue(name: string): unknown {
  return vscode.workspace.getConfiguration().inspect<unknown>(name)?.globalValue;
}
