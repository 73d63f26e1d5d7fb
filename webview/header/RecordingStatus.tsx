import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Recording, Snapshot } from "../../shared/protocol/values.ts";
import { describeCount } from "../format/counts.ts";
import { describeLocalTime } from "../format/instants.ts";
import { useHost } from "../host/HostContext.ts";
import { Button } from "../ui/Button.tsx";
import type { IconTone } from "../ui/Icon.tsx";
import type { IconName } from "../ui/iconNames.ts";
import { IconText } from "../ui/IconText.tsx";
import "./RecordingStatus.css";

interface Appearance {
  readonly icon: IconName;
  readonly tone?: IconTone;
}

const APPEARANCES: Readonly<Record<Recording["state"], Appearance>> = {
  on: { icon: "circle-filled", tone: "success" },
  off: { icon: "circle-slash" },
  paused: { icon: "debug-pause" },
  failing: { icon: "warning", tone: "warning" },
  unavailable: { icon: "circle-slash" },
};

/** The recording state of this window, with the available actions. */
export function RecordingStatus({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const host = useHost();
  const { recording, bufferedEventCount } = snapshot;
  const { state } = recording;
  const isPaused = state === "paused";

  return (
    <div className="recording">
      <IconText {...APPEARANCES[state]} role="status">
        {describeRecording(recording)}
      </IconText>
      {/* Outside the status, or a screen reader would announce every event. */}
      {state === "failing" && bufferedEventCount > 0 && (
        <p className="recording-buffered">{describeBuffered(bufferedEventCount)}</p>
      )}
      <div className="recording-actions">
        {/* A single button, so that it keeps the focus when it is pressed. */}
        {(isPaused || state === "on") && (
          <Button
            icon={isPaused ? "debug-start" : "debug-pause"}
            onClick={() => {
              host.send(isPaused ? "resumeRecording" : "pauseRecording", {});
            }}
          >
            {isPaused ? t("Resume") : t("Pause for an Hour")}
          </Button>
        )}
        {state === "failing" && (
          <Button
            onClick={() => {
              host.send("showLog", {});
            }}
          >
            {t("Show Log")}
          </Button>
        )}
        {state !== "unavailable" && (
          <Button
            icon="gear"
            onClick={() => {
              host.send("openSettings", {});
            }}
          >
            {t("Open Settings")}
          </Button>
        )}
      </div>
    </div>
  );
}

function describeRecording(recording: Recording): string {
  switch (recording.state) {
    case "on":
      return t("Recording to this machine");
    case "off":
      return t("Recording is off (coder.telemetry.level)");
    case "paused":
      return t("Paused until {0} (local time)", describeLocalTime(recording.untilMs));
    case "failing":
      return t("Cannot write events to disk: {0}", recording.reason);
    case "unavailable":
      return t("Not recording in this window");
  }
}

function describeBuffered(count: number): string {
  return count === 1
    ? t("1 event is buffered in memory. Retrying…")
    : t("{0} events are buffered in memory. Retrying…", describeCount(count));
}
