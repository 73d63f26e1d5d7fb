import { describe, expect, it } from "vitest";
import type { ExtensionEvents } from "../../../extension/recording/eventCatalog.ts";
import { createIdSource } from "../../../extension/recording/ids.ts";
import type { TelemetryLevel } from "../../../extension/recording/level.ts";
import { Recorder } from "../../../extension/recording/recorder.ts";
import { RecordingControl } from "../../../extension/pausing/recordingControl.ts";
import { PAUSE_MS } from "../../../extension/pausing/recordingPause.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";

const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");
const UNTIL_MS = NOW_MS + PAUSE_MS;

function start(level: TelemetryLevel) {
  const sink = new CollectingSink();
  const clock = new ManualClock(NOW_MS);
  const scheduler = new ManualScheduler();
  const recorder = new Recorder<ExtensionEvents>({
    sinks: [sink],
    clock,
    ids: createIdSource((buffer) => buffer.fill(7)),
    level: "off",
  });
  const states: string[] = [];
  const control = new RecordingControl({
    recorder,
    level,
    clock,
    schedule: (delayMs, task) => scheduler.schedule(delayMs, task),
    onChanged: () => {
      states.push(`${control.state.state}, recorder ${recorder.level}`);
    },
  });
  return {
    control,
    recorder,
    scheduler,
    states,
    /** An hour passes. */
    passPause: () => {
      for (let minute = 0; minute < 60; minute++) {
        clock.advance(60_000);
        scheduler.advance(60_000);
      }
    },
    recorded: () =>
      sink.events.map(({ event_name, properties }) =>
        [event_name, ...Object.values(properties)].join(" "),
      ),
  };
}

describe("the control of recording at the start", () => {
  it.each(["local", "off"] as const)("gives the recorder the setting's level (%s)", (level) => {
    const { recorder, control, states } = start(level);
    expect(recorder.level).toBe(level);
    expect(control.state).toEqual({ state: level === "off" ? "off" : "on" });
    expect(states).toEqual([]);
  });

  it("passes over a pause that is over", () => {
    const { control, recorder, states } = start("local");
    control.setPausedUntil(NOW_MS);
    expect(recorder.level).toBe("local");
    expect(states).toEqual([]);
  });
});

describe("a pause of recording", () => {
  it("is recorded just before the recorder goes off", () => {
    const { control, recorder, recorded, states } = start("local");
    control.setPausedUntil(UNTIL_MS);
    recorder.log("settings.changed");
    expect(recorded()).toEqual(["recording.paused"]);
    expect(states).toEqual(["paused, recorder off"]);
  });

  it("is followed by an event that says the user ended it", () => {
    const { control, recorded, states } = start("local");
    control.setPausedUntil(UNTIL_MS);
    control.setPausedUntil(undefined);
    expect(recorded()).toEqual(["recording.paused", "recording.resumed user"]);
    expect(states).toEqual(["paused, recorder off", "on, recorder local"]);
  });

  it("is followed by an event that says its time was over", () => {
    const { control, passPause, recorded } = start("local");
    control.setPausedUntil(UNTIL_MS);
    passPause();
    expect(recorded()).toEqual(["recording.paused", "recording.resumed expired"]);
    expect(control.state).toEqual({ state: "on" });
  });

  it("that is moved is recorded once", () => {
    const { control, recorded, states } = start("local");
    control.setPausedUntil(NOW_MS + 1_000);
    control.setPausedUntil(UNTIL_MS);
    expect(recorded()).toEqual(["recording.paused"]);
    expect(control.pausedUntilMs).toBe(UNTIL_MS);
    expect(states).toEqual(["paused, recorder off", "paused, recorder off"]);
  });
});

describe("the setting", () => {
  it("cannot switch the recorder on during a pause", () => {
    const { control, recorder } = start("off");
    control.setPausedUntil(UNTIL_MS);
    control.setLevel("local");
    expect(recorder.level).toBe("off");
    expect(control.state).toEqual({ state: "paused", untilMs: UNTIL_MS });
  });

  it("keeps the recorder off when a pause ends", () => {
    const { control, recorder, recorded, passPause } = start("local");
    control.setPausedUntil(UNTIL_MS);
    control.setLevel("off");
    expect(control.state).toEqual({ state: "off" });
    passPause();
    expect(recorder.level).toBe("off");
    expect(recorded()).toEqual(["recording.paused"]);
  });

  it("acts at once and is told", () => {
    const { control, states } = start("local");
    control.setLevel("off");
    control.setLevel("local");
    expect(states).toEqual(["off, recorder off", "on, recorder local"]);
  });
});

it("a disposed control leaves no timer", () => {
  const { control, scheduler } = start("local");
  control.setPausedUntil(UNTIL_MS);
  control.dispose();
  expect(scheduler.delaysMs).toEqual([]);
});
