import type { Recording } from "../../shared/protocol/values.ts";
import type { RecordingState } from "../pausing/recordingControl.ts";
import type { SinkHealth } from "../store/writing/jsonlSink.ts";

/**
 * What a user should know of recording first: a failing disk comes before a pause, since events
 * that wait in memory are lost with the window. `health` is undefined where there is no sink.
 */
export function recordingStatus(state: RecordingState, health: SinkHealth | undefined): Recording {
  if (health === undefined) return { state: "unavailable" };
  if (!health.ok) return { state: "failing", reason: health.error.message };
  return state;
}
