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

interface Look {
  readonly icon: IconName;
  readonly tone?: IconTone;
}

const LOOKS: Readonly<Record<Recording["state"], Look>> = {
  on: { icon: "circle-filled", tone: "success" },
  off: { icon: "circle-slash" },
  paused: { icon: "debug-pause" },
  failing: { icon: "warning", tone: "warning" },
  unavailable: { icon: "circle-slash" },
};

/** Whether this window records, and what can be done about it. */
export function RecordingStatus({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const host = useHost();
  const { recording, bufferedEventCount } = snapshot;
  const { state } = recording;
  const isPaused = state === "paused";

  return (
    <div className="recording">
      <IconText {...LOOKS[state]} role="status">
        {describeRecording(recording)}
      </IconText>
      {/* Outside of the status, or every new event would be read out. */}
      {state === "failing" && bufferedEventCount > 0 && (
        <p className="recording-waiting">{describeWaiting(bufferedEventCount)}</p>
      )}
      <div className="recording-actions">
        {/* One button, so that the focus stays where it is when recording is paused. */}
        {(isPaused || state === "on") && (
          <Button
            icon={isPaused ? "debug-start" : "debug-pause"}
            onClick={() => {
              host.tell(isPaused ? "resumeRecording" : "pauseRecording", {});
            }}
          >
            {isPaused ? t("Resume") : t("Pause for an hour")}
          </Button>
        )}
        {state === "failing" && (
          <Button
            onClick={() => {
              host.tell("showLog", {});
            }}
          >
            {t("Show Log")}
          </Button>
        )}
        {state !== "unavailable" && (
          <Button
            icon="gear"
            onClick={() => {
              host.tell("openSettings", {});
            }}
          >
            {t("Settings")}
          </Button>
        )}
      </div>
    </div>
  );
}

function describeRecording(recording: Recording): string {
  switch (recording.state) {
    case "on":
      return t("Recording on this machine");
    case "off":
      return t("Recording is off (setting coder.telemetry.level)");
    case "paused":
      return t("Paused until {0} (local time)", describeLocalTime(recording.untilMs));
    case "failing":
      return t("Not recorded: {0}", recording.reason);
    case "unavailable":
      return t("This window has no local storage, so nothing is recorded");
  }
}

function describeWaiting(count: number): string {
  return count === 1
    ? t("1 event waits in memory")
    : t("{0} events wait in memory", describeCount(count));
}
