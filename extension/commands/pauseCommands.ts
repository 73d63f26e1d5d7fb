import type { UserInterface } from "../actions/userInterface.ts";
import type { PausableRecording } from "../pausing/pausableRecording.ts";
import { LEVEL_SETTING } from "../recording/settingNames.ts";
import type { CommandHandlers } from "./commandHandler.ts";

/** The commands that pause recording for an hour in all windows on the same host, or resume it. */
export function createPauseCommands(
  recording: Pick<PausableRecording, "state" | "pause" | "resume">,
  user: Pick<UserInterface, "l10n" | "showInformation" | "openSettings">,
) {
  const { t } = user.l10n;
  return {
    "coder.pauseTelemetryRecording": async () => {
      if (recording.state.state !== "off") {
        await recording.pause();
        return;
      }
      user.showInformation(t("Telemetry recording is turned off in the settings."), {
        label: t("Open Settings"),
        run: () => user.openSettings(LEVEL_SETTING),
      });
    },
    "coder.resumeTelemetryRecording": () => recording.resume(),
  } satisfies Partial<CommandHandlers>;
}
