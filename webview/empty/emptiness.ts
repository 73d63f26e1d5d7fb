import { t } from "@vscode/l10n";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeLocalTime } from "../format/instants.ts";

export interface Emptiness {
  readonly title: string;
  readonly explanation: string;
  /** The next step. */
  readonly action: "openSettings" | "resumeRecording" | "showLog" | "chooseFolder";
  readonly actionTitle: string;
}

/** Why the store is empty, and what the user can do about it. */
export function describeEmptiness({ source, recording }: Snapshot): Emptiness {
  if (source.kind === "coder") {
    return {
      title: t("No telemetry from the Coder extension yet"),
      explanation: t(
        "Telemetry from the Coder extension on {0} will appear here. This view is read-only.",
        source.machine,
      ),
      action: "chooseFolder",
      actionTitle: t("Open Telemetry Folder…"),
    };
  }
  if (source.kind === "folder") {
    return {
      title: t("No telemetry files in this folder"),
      explanation: t(
        "Telemetry files have names like telemetry-2026-11-17-1a2b3c4d.jsonl and must be in the folder itself, not in a subfolder.",
      ),
      action: "chooseFolder",
      actionTitle: t("Open Telemetry Folder…"),
    };
  }
  switch (recording.state) {
    case "on":
      return {
        title: t("No telemetry yet"),
        explanation: t(
          "Recording is on. Events, such as running a command, are written to files on {0} and appear here, by default within 15 seconds. They stay on that machine until you export them.",
          source.machine,
        ),
        action: "openSettings",
        actionTitle: t("Open Settings"),
      };
    case "off":
      return {
        title: t("Recording is off"),
        explanation: t(
          "No telemetry is stored. To record events to files on {0}, set coder.telemetry.level to “local”.",
          source.machine,
        ),
        action: "openSettings",
        actionTitle: t("Open Settings"),
      };
    case "paused":
      return {
        title: t("No telemetry yet"),
        explanation: t(
          "Recording is paused until {0} (local time), then resumes automatically.",
          describeLocalTime(recording.untilMs),
        ),
        action: "resumeRecording",
        actionTitle: t("Resume"),
      };
    case "failing":
      return {
        title: t("Cannot write events to disk"),
        explanation: t(
          "Events are buffered in memory while Coder Telemetry retries. {0}",
          recording.reason,
        ),
        action: "showLog",
        actionTitle: t("Show Log"),
      };
    case "unavailable":
      return {
        title: t("Not recording in this window"),
        explanation: t(
          "This window has no local storage. You can still open another telemetry folder.",
        ),
        action: "chooseFolder",
        actionTitle: t("Open Telemetry Folder…"),
      };
  }
}
