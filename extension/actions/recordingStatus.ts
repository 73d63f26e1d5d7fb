import type { Recording } from "../../shared/protocol/values.ts";
import type { RecordingState } from "../pausing/recordingControl.ts";
import type { SinkHealth } from "../store/writing/jsonlSink.ts";

/**
 * The recording state that matters most to the user. A failing disk outranks a pause, because
 * buffered events are lost with the window. `health` is undefined if there is no sink.
 */
export function recordingStatus(state: RecordingState, health: SinkHealth | undefined): Recording {
  if (health === undefined) return { state: "unavailable" };
  if (!health.ok) return { state: "failing", reason: health.error.message };
  return state;
}
