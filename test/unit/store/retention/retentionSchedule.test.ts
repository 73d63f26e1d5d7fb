import { describe, expect, it } from "vitest";
import { RetentionSchedule } from "../../../../extension/store/retention/retentionSchedule.ts";
import { ManualScheduler } from "../../../support/manualScheduler.ts";

const HOUR_MS = 3_600_000;

/** A schedule whose runs last until `finish` is called. */
function createSchedule() {
  const scheduler = new ManualScheduler();
  const finishers: (() => void)[] = [];
  let runCount = 0;
  const schedule = new RetentionSchedule(scheduler, () => {
    runCount++;
    return new Promise((resolve) => finishers.push(resolve));
  });
  return {
    schedule,
    scheduler,
    runCount: () => runCount,
    finish: async () => {
      for (const finisher of finishers.splice(0)) finisher();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
  };
}

describe("the retention schedule", () => {
  it("first runs ten seconds after the start", () => {
    const { scheduler, runCount } = createSchedule();
    scheduler.advance(9_999);
    expect(runCount()).toBe(0);
    scheduler.advance(1);
    expect(runCount()).toBe(1);
  });

  it("runs again six hours after each run", async () => {
    const { scheduler, runCount, finish } = createSchedule();
    scheduler.advance(10_000);
    for (let run = 1; run <= 3; run++) {
      await finish();
      scheduler.advance(6 * HOUR_MS - 1);
      expect(runCount()).toBe(run);
      scheduler.advance(1);
      expect(runCount()).toBe(run + 1);
    }
  });

  it("runs soon on request, but not synchronously", () => {
    const { schedule, scheduler, runCount } = createSchedule();
    schedule.runSoon();
    expect(runCount()).toBe(0);
    scheduler.advance(0);
    expect(runCount()).toBe(1);
  });

  it("runs once for many requests before the next turn", () => {
    const { schedule, scheduler, runCount } = createSchedule();
    for (let call = 0; call < 10; call++) schedule.runSoon();
    scheduler.advance(0);
    expect(runCount()).toBe(1);
  });

  it("is not delayed by more requests while a run is due", () => {
    const { schedule, scheduler } = createSchedule();
    let scheduledCount = 0;
    const originalSchedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (delayMs, run) => {
      scheduledCount++;
      return originalSchedule(delayMs, run);
    };
    for (let call = 0; call < 10; call++) schedule.runSoon();
    expect(scheduledCount).toBe(1);
  });

  it("never runs concurrently, and runs once more after requests during a run", async () => {
    const { schedule, scheduler, runCount, finish } = createSchedule();
    scheduler.advance(10_000);
    for (let call = 0; call < 10; call++) schedule.runSoon();
    scheduler.advance(24 * HOUR_MS);
    expect(runCount()).toBe(1);
    await finish();
    scheduler.advance(0);
    expect(runCount()).toBe(2);
    await finish();
    expect(scheduler.delaysMs).toEqual([6 * HOUR_MS]);
  });

  it("has at most one timer", async () => {
    const { schedule, scheduler, finish } = createSchedule();
    expect(scheduler.delaysMs).toEqual([10_000]);
    schedule.runSoon();
    expect(scheduler.delaysMs).toEqual([0]);
    scheduler.advance(0);
    expect(scheduler.delaysMs).toEqual([]);
    await finish();
    expect(scheduler.delaysMs).toEqual([6 * HOUR_MS]);
    schedule.runSoon();
    expect(scheduler.delaysMs).toEqual([0]);
  });

  it("does not run after it is disposed, and leaves no timer", () => {
    const { schedule, scheduler, runCount } = createSchedule();
    schedule.runSoon();
    schedule.dispose();
    schedule.runSoon();
    expect(scheduler.delaysMs).toEqual([]);
    scheduler.advance(24 * HOUR_MS);
    expect(runCount()).toBe(0);
  });

  it("does not run again if it is disposed during a run", async () => {
    const { schedule, scheduler, finish } = createSchedule();
    scheduler.advance(10_000);
    schedule.runSoon();
    schedule.dispose();
    await finish();
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("continues after a rejected run, and does not hide the rejection", async () => {
    const unhandled: unknown[] = [];
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => unhandled.push(reason));
    const scheduler = new ManualScheduler();
    const broken = new Error("broken");
    new RetentionSchedule(scheduler, () => Promise.reject(broken));
    scheduler.advance(10_000);
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
    expect(scheduler.delaysMs).toEqual([6 * HOUR_MS]);
    expect(unhandled).toEqual([broken]);
  });
});
