import { t } from "@vscode/l10n";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeLocalTime } from "../format/instants.ts";

export interface Emptiness {
  readonly title: string;
  readonly explanation: string;
  /** The one thing that leads on from here. */
  readonly action: "openSettings" | "resumeRecording" | "showLog" | "chooseFolder";
  readonly actionTitle: string;
}

/** Why nothing is stored, what will be there, and what a person can do about it. */
export function describeEmptiness({ source, recording }: Snapshot): Emptiness {
  if (source.kind === "coder") {
    return {
      title: t("The Coder extension has recorded nothing here"),
      explanation: t(
        "Its telemetry appears here once it has written some on {0}. It is only read, never changed.",
        source.machine,
      ),
      action: "chooseFolder",
      actionTitle: t("Open telemetry folder…"),
    };
  }
  if (source.kind === "folder") {
    return {
      title: t("This folder holds no telemetry"),
      explanation: t(
        "Telemetry files are named like telemetry-2026-11-17-1a2b3c4d.jsonl and stand in the folder itself, not in one below it.",
      ),
      action: "chooseFolder",
      actionTitle: t("Open another telemetry folder…"),
    };
  }
  switch (recording.state) {
    case "on":
      return {
        title: t("Nothing recorded yet"),
        explanation: t(
          "Recording is on. What this extension does, such as starting or running a command, is written to files on {0} and appears here, by default within 15 seconds. It stays on that machine until you export it.",
          source.machine,
        ),
        action: "openSettings",
        actionTitle: t("Settings"),
      };
    case "off":
      return {
        title: t("Nothing is recorded"),
        explanation: t(
          "Recording is off, and nothing is stored from before. To record into files on {0}, set coder.telemetry.level to “local”.",
          source.machine,
        ),
        action: "openSettings",
        actionTitle: t("Settings"),
      };
    case "paused":
      return {
        title: t("Nothing recorded yet"),
        explanation: t(
          "Recording is paused until {0} (local time) and goes on by itself then.",
          describeLocalTime(recording.untilMs),
        ),
        action: "resumeRecording",
        actionTitle: t("Resume"),
      };
    case "failing":
      return {
        title: t("Nothing could be recorded yet"),
        explanation: t(
          "The folder cannot be written to ({0}). Events wait in memory, and writing is tried again by itself.",
          recording.reason,
        ),
        action: "showLog",
        actionTitle: t("Show Log"),
      };
    case "unavailable":
      return {
        title: t("Nothing is recorded in this window"),
        explanation: t(
          "It has no local storage to keep files in. Telemetry that was recorded elsewhere can be opened here.",
        ),
        action: "chooseFolder",
        actionTitle: t("Open telemetry folder…"),
      };
  }
}
