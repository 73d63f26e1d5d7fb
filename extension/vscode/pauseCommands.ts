import * as vscode from "vscode";
import type { CommandHandler } from "./commands.ts";
import type { PausableRecording } from "./pausableRecording.ts";
import { LEVEL_SETTING } from "./settings.ts";

/** The commands that pause recording in all windows for an hour, and end the pause. */
export function createPauseCommands(recording: PausableRecording) {
  return {
    "coder.pauseTelemetryRecording": async () => {
      if (recording.state.state === "off") offerSettings();
      else await recording.pause();
    },
    "coder.resumeTelemetryRecording": () => recording.resume(),
  } as const satisfies Readonly<Record<string, CommandHandler>>;
}

/** Does not wait for an answer. */
function offerSettings(): void {
  const { t } = vscode.l10n;
  const open = t("Open Settings");
  void vscode.window
    .showInformationMessage(t("Telemetry recording is switched off in the settings."), open)
    .then((choice) => {
      if (choice === open) {
        void vscode.commands.executeCommand("workbench.action.openSettings", LEVEL_SETTING);
      }
    });
}
