import type { UserInterface } from "../actions/userInterface.ts";
import type { CommandHandler } from "./commandHandler.ts";

/** The command "Coder: Open Telemetry Folder…": shows any folder in the panel, read-only. */
export function createFolderCommand(
  user: Pick<UserInterface, "pickFolder">,
  panel: { showFolder(directory: string): Promise<void> },
): CommandHandler {
  return async (commandSpan) => {
    const directory = await user.pickFolder();
    if (directory === undefined) commandSpan.markAborted();
    else await panel.showFolder(directory);
  };
}
