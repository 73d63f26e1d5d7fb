import { LEVEL_SETTING } from "./settingNames.ts";

/** Values of the level setting. */
export const TELEMETRY_LEVELS = ["off", "local"] as const;

export type TelemetryLevel = (typeof TELEMETRY_LEVELS)[number];

const DEFAULT_LEVEL: TelemetryLevel = "local";

/** The level a value names; undefined if it is not a level. */
export function parseTelemetryLevel(value: unknown): TelemetryLevel | undefined {
  return TELEMETRY_LEVELS.find((level) => level === value);
}

/** The level for a setting value: the default if unset; "off", with a warning, if unknown. */
export function readLevel(value: unknown, warn: (message: string) => void): TelemetryLevel {
  if (value === undefined) return DEFAULT_LEVEL;
  const level = parseTelemetryLevel(value);
  if (level !== undefined) return level;
  warn(
    `${LEVEL_SETTING} is ${JSON.stringify(value)}, but must be one of ` +
      `${TELEMETRY_LEVELS.join(", ")}. Recording is off.`,
  );
  return "off";
}
