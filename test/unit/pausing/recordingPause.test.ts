import { beforeEach, describe, expect, it } from "vitest";
import {
  boundedPauseEnd,
  PAUSE_MS,
  RecordingPause,
} from "../../../extension/pausing/recordingPause.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";

const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");
const MINUTE_MS = 60_000;

describe("boundedPauseEnd", () => {
  it("takes an end within the next hour as it is", () => {
    expect(boundedPauseEnd(NOW_MS + 1, NOW_MS)).toBe(NOW_MS + 1);
    expect(boundedPauseEnd(NOW_MS + PAUSE_MS, NOW_MS)).toBe(NOW_MS + PAUSE_MS);
  });

  it.each([NOW_MS + PAUSE_MS + 1, Number.MAX_VALUE, Infinity])(
    "takes a later end (%d) for an hour from now",
    (untilMs) => {
      expect(boundedPauseEnd(untilMs, NOW_MS)).toBe(NOW_MS + PAUSE_MS);
    },
  );

  it.each([NOW_MS, NOW_MS - 1, 0, -Infinity, NaN, undefined, null, "2026", String(NOW_MS + 1), {}])(
    "takes %j for no pause",
    (untilMs) => {
      expect(boundedPauseEnd(untilMs, NOW_MS)).toBeUndefined();
    },
  );
});

describe("a pause", () => {
  let clock: ManualClock;
  let scheduler: ManualScheduler;
  let pause: RecordingPause;
  let changes: unknown[];

  beforeEach(() => {
    clock = new ManualClock(NOW_MS);
    scheduler = new ManualScheduler();
    changes = [];
    pause = new RecordingPause({
      clock,
      schedule: (delayMs, task) => scheduler.schedule(delayMs, task),
      onChanged: (ended) => changes.push(ended ?? pause.untilMs),
    });
  });

  /** Lets time pass on the clock and for the timers, minute by minute. */
  function pass(minutes: number): void {
    for (let minute = 0; minute < minutes; minute++) {
      clock.advance(MINUTE_MS);
      scheduler.advance(MINUTE_MS);
    }
  }

  it("is none at first and waits for nothing", () => {
    expect(pause.untilMs).toBeUndefined();
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("lasts until its time is over and then ends by itself", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pass(59);
    expect(pause.untilMs).toBe(NOW_MS + PAUSE_MS);
    pass(1);
    expect(pause.untilMs).toBeUndefined();
    expect(changes).toEqual([NOW_MS + PAUSE_MS, "expired"]);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("is ended by the user, and no timer is left", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pass(10);
    pause.set(undefined);
    expect(changes).toEqual([NOW_MS + PAUSE_MS, "user"]);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("has expired where it is ended after its time, before the timer noticed", () => {
    pause.set(NOW_MS + PAUSE_MS);
    clock.advance(PAUSE_MS);
    pause.set(undefined);
    expect(changes).toEqual([NOW_MS + PAUSE_MS, "expired"]);
  });

  it("can be moved", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pass(30);
    pause.set(clock.nowMs() + PAUSE_MS);
    pass(59);
    expect(pause.untilMs).toBe(NOW_MS + 30 * MINUTE_MS + PAUSE_MS);
    pass(1);
    expect(changes).toEqual([NOW_MS + PAUSE_MS, NOW_MS + 30 * MINUTE_MS + PAUSE_MS, "expired"]);
  });

  it("says nothing where it is set to what it is", () => {
    pause.set(undefined);
    pause.set(NOW_MS + PAUSE_MS);
    pause.set(NOW_MS + PAUSE_MS);
    expect(changes).toEqual([NOW_MS + PAUSE_MS]);
    expect(scheduler.delaysMs).toHaveLength(1);
  });

  it("is never longer than an hour", () => {
    pause.set(NOW_MS + 1_000 * PAUSE_MS);
    expect(pause.untilMs).toBe(NOW_MS + PAUSE_MS);
  });

  it("does not begin where its end is over already", () => {
    pause.set(NOW_MS);
    expect(pause.untilMs).toBeUndefined();
    expect(changes).toEqual([]);
  });

  it("ends within a minute after a laptop slept through its end", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pass(5);
    // Timers and the clock of elapsed time stand still while the machine sleeps.
    clock.set(NOW_MS + 2 * PAUSE_MS);
    scheduler.advance(MINUTE_MS);
    expect(changes).toEqual([NOW_MS + PAUSE_MS, "expired"]);
  });

  it("lasts no longer than an hour where the clock is set back meanwhile", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pass(30);
    clock.set(NOW_MS - 24 * PAUSE_MS);
    pass(29);
    expect(pause.untilMs).toBeDefined();
    pass(1);
    expect(pause.untilMs).toBeUndefined();
  });

  it("has no timer any more once it is disposed", () => {
    pause.set(NOW_MS + PAUSE_MS);
    pause.dispose();
    expect(scheduler.delaysMs).toEqual([]);
  });
});
