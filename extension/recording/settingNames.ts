/** Whether telemetry is recorded; see `TELEMETRY_LEVELS`. */
export const LEVEL_SETTING = "coder.telemetry.level";

/** How local files are written; see `LOCAL_SINK_FIELDS`. */
export const LOCAL_SINK_SETTING = "coder.telemetry.local";
