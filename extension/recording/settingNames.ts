/** Whether anything is recorded; see `TELEMETRY_LEVELS`. */
export const LEVEL_SETTING = "coder.telemetry.level";

/** How the local files are written; see `LOCAL_SINK_FIELDS`. */
export const LOCAL_SINK_SETTING = "coder.telemetry.local";

/** Every setting of this extension. */
export const SETTING_NAMES = [LEVEL_SETTING, LOCAL_SINK_SETTING] as const;

export type SettingName = (typeof SETTING_NAMES)[number];
