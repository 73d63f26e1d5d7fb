/** Every command of this extension; a test checks package.json against this list. */
export const COMMAND_IDS = [
  "coder.openTelemetryPanel",
  "coder.exportTelemetry",
  "coder.openTelemetryFolder",
  "coder.pauseTelemetryRecording",
  "coder.resumeTelemetryRecording",
  "coder.deleteTelemetry",
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
