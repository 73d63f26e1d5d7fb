import type { CommandHandler } from "../../../extension/commands/commandHandler.ts";
import type { CommandId } from "../../../extension/recording/commandIds.ts";

/** Those handlers, and for each other command one that does nothing. */
export function handlersWith(
  handlers: Partial<Record<CommandId, CommandHandler>>,
): Record<CommandId, CommandHandler> {
  const nothing: CommandHandler = () => undefined;
  return {
    "coder.openTelemetryPanel": nothing,
    "coder.exportTelemetry": nothing,
    "coder.openTelemetryFolder": nothing,
    "coder.pauseTelemetryRecording": nothing,
    "coder.resumeTelemetryRecording": nothing,
    "coder.deleteTelemetry": nothing,
    ...handlers,
  };
}
