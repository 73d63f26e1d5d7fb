import type { CommandHandler } from "./commands.ts";
import { askFolder } from "./folderPrompt.ts";
import type { TelemetryPanel } from "./telemetryPanel.ts";

/** The command "Coder: Open Telemetry Folder…": shows any folder in the panel, read-only. */
export function createFolderCommand(panel: TelemetryPanel): CommandHandler {
  return async (commandSpan) => {
    const directory = await askFolder();
    if (directory === undefined) commandSpan.markAborted();
    else await panel.showFolder(directory);
  };
}
