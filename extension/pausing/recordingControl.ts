import type { Clock } from "../platform/clock.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { TelemetryLevel } from "../recording/level.ts";
import type { Recorder } from "../recording/recorder.ts";
import { RecordingPause, type ResumeReason, type Schedule } from "./recordingPause.ts";

/** Whether events are recorded and, if not, why. "off" in the settings overrides a pause. */
export type RecordingState =
  | { readonly state: "on" }
  | { readonly state: "off" }
  | { readonly state: "paused"; readonly untilMs: number };

export interface RecordingControlOptions {
  readonly recorder: Pick<Recorder<ExtensionEvents>, "level" | "log" | "setLevel">;
  /** The setting's level. */
  readonly level: TelemetryLevel;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Called after each change of `state`. */
  readonly onChanged: () => void;
}

/**
 * Combines the setting and the pause: the recorder is on unless one of them turns it off. Nothing
 * else may set the recorder's level.
 */
export class RecordingControl {
  readonly #recorder: RecordingControlOptions["recorder"];
  readonly #onChanged: RecordingControlOptions["onChanged"];
  readonly #pause: RecordingPause;
  #level: TelemetryLevel;

  constructor(options: RecordingControlOptions) {
    const { recorder, level, clock, schedule, onChanged } = options;
    this.#recorder = recorder;
    this.#level = level;
    this.#onChanged = onChanged;
    this.#pause = new RecordingPause({
      clock,
      schedule,
      onChanged: (ended) => {
        this.#onPauseChanged(ended);
      },
    });
    recorder.setLevel(level);
  }

  get state(): RecordingState {
    if (this.#level === "off") return { state: "off" };
    const { untilMs } = this.#pause;
    return untilMs === undefined ? { state: "on" } : { state: "paused", untilMs };
  }

  /** When the pause ends, in epoch milliseconds, even while the setting is "off". */
  get pausedUntilMs(): number | undefined {
    return this.#pause.untilMs;
  }

  /** Applies a changed setting. */
  setLevel(level: TelemetryLevel): void {
    this.#level = level;
    this.#recorder.setLevel(this.#effectiveLevel());
    this.#onChanged();
  }

  /** Starts or moves the pause, or ends it if `untilMs` is undefined or in the past. */
  setPausedUntil(untilMs: number | undefined): void {
    this.#pause.set(untilMs);
  }

  /** Stops the timer without ending the pause. */
  dispose(): void {
    this.#pause.dispose();
  }

  #onPauseChanged(ended: ResumeReason | undefined): void {
    if (ended === undefined) {
      this.#recorder.log("recording.paused");
      this.#recorder.setLevel(this.#effectiveLevel());
    } else {
      this.#recorder.setLevel(this.#effectiveLevel());
      this.#recorder.log("recording.resumed", { properties: { reason: ended } });
    }
    this.#onChanged();
  }

  #effectiveLevel(): TelemetryLevel {
    return this.#pause.untilMs === undefined ? this.#level : "off";
  }
}
