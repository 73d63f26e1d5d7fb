/** Values of the setting `coder.telemetry.level`. */
export const TELEMETRY_LEVELS = ["off", "local"] as const;

export type TelemetryLevel = (typeof TELEMETRY_LEVELS)[number];

/** Parses a setting value; undefined if it is not a level. */
export function parseTelemetryLevel(value: unknown): TelemetryLevel | undefined {
  return TELEMETRY_LEVELS.find((level) => level === value);
}
