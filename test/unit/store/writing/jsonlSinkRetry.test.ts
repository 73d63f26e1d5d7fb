import { describe, expect, it } from "vitest";
import { createTestbed, DIRECTORY } from "../reading/storeTestbed.ts";
import type { FaultPlan } from "../../../support/faultyFileSystem.ts";
import type { SinkTestbed } from "../../../support/sinkTestbed.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findBookkeepingErrors, findHeaderErrors } from "../../../support/storedSession.ts";

const FULL: FaultPlan = ({ operation }) =>
  operation === "write" ? { kind: "fails", code: "ENOSPC" } : undefined;

const WORKING: FaultPlan = () => undefined;

/** Times between the attempts, found by letting one second pass after the other. */
async function secondsBetweenAttempts(testbed: SinkTestbed, seconds: number): Promise<number[]> {
  const gaps: number[] = [];
  let sinceLast = 0;
  for (let second = 0; second < seconds; second++) {
    const writesBefore = testbed.disk.count("write");
    await testbed.pass(1_000);
    sinceLast++;
    if (testbed.disk.count("write") === writesBefore) continue;
    gaps.push(sinceLast);
    sinceLast = 0;
  }
  return gaps;
}

describe("a sink whose disk fails", () => {
  it("says so in the outcome of a flush and keeps the events", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 3);
    expect(await testbed.sink.flush()).toMatchObject({
      sink: "local",
      ok: false,
      pendingEvents: 3,
      error: { message: expect.stringContaining("ENOSPC") as unknown },
    });
    expect(testbed.sink.counts).toMatchObject({ written: 0, dropped: 0, buffered: 3 });
  });

  it("tries again after 1, 2, 4, 8 and 16 seconds and then every 30", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(await secondsBetweenAttempts(testbed, 130)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it("is not hurried by a full batch, an error or another configuration", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 1);
    for (let attempt = 0; attempt < 6; attempt++) await testbed.sink.flush();
    expect(testbed.scheduler.delaysMs).toEqual([30_000]);
    recordSteps(testbed, 1_000);
    testbed.recorder.logError("test.step", new Error("broken"));
    testbed.sink.setConfig({
      flushIntervalMs: 1_000,
      flushBatchSize: 1,
      bufferLimit: 10,
      maxFileBytes: 4_096,
      maxAgeDays: 1,
      maxTotalBytes: 4_096,
    });
    expect(testbed.scheduler.delaysMs).toEqual([30_000]);
  });

  it("writes everything once, in order, as soon as the disk works again", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 10);
    await testbed.pass(15_000);
    recordSteps(testbed, 10);
    await testbed.pass(7_000);
    testbed.disk.plan = WORKING;
    await testbed.pass(8_000);
    const stored = await testbed.read();
    expect(stored.rows.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, step) => step),
    );
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
  });

  it("begins again with the shortest delay after a success", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 1);
    await testbed.pass(15_000 + 1_000 + 2_000);
    testbed.disk.plan = WORKING;
    await testbed.pass(4_000);
    testbed.disk.plan = FULL;
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(testbed.scheduler.delaysMs).toEqual([1_000]);
  });

  it("gives one notice when it begins to fail and one when it works again", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 2);
    await testbed.pass(120_000);
    testbed.disk.plan = WORKING;
    await testbed.pass(30_000);
    expect(testbed.notices).toEqual([
      expect.stringMatching(
        /Could not write telemetry to .*ENOSPC.*2 events are buffered in memory/,
      ),
      `Writing telemetry to ${DIRECTORY} works again.`,
    ]);
  });

  it("has no more than one timer at any time", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    let mostTimers = 0;
    for (let second = 0; second < 60; second++) {
      recordSteps(testbed, 7);
      mostTimers = Math.max(mostTimers, testbed.scheduler.delaysMs.length);
      await testbed.pass(1_000);
    }
    expect(mostTimers).toBe(1);
  });

  it("keeps what was written of a batch and tries the rest again", async () => {
    const testbed = createTestbed({ maxFileBytes: 4_096 });
    testbed.disk.plan = ({ operation, index }) =>
      operation === "write" && index === 2 ? { kind: "fails", code: "EIO" } : undefined;
    recordSteps(testbed, 40);
    const outcome = await testbed.sink.flush();
    const { written, buffered } = testbed.sink.counts;
    expect(written).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ ok: false, pendingEvents: buffered });
    await testbed.pass(1_000);
    expect(findBookkeepingErrors(await testbed.read(), 40)).toEqual([]);
  });

  it("shares the outcome of a failing flush with all who wait for it", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 1);
    const outcomes = await Promise.all([1, 2, 3].map(() => testbed.sink.flush()));
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(testbed.disk.count("write")).toBe(2);
  });
});

describe("a sink whose owner's callbacks throw", () => {
  it("goes on, and the error ends up where uncaught errors do", async () => {
    const uncaught: unknown[] = [];
    const listeners = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", (error) => uncaught.push(error.message));
    try {
      const testbed = createTestbed(
        { maxFileBytes: 4_096, bufferLimit: 50, flushBatchSize: 50 },
        {
          plan: FULL,
          onNewFile: () => {
            throw new Error("from onNewFile");
          },
          onStateChanged: () => {
            throw new Error("from onStateChanged");
          },
        },
      );
      testbed.notices.push = () => {
        throw new Error("from onNotice");
      };
      testbed.reports.push = () => {
        throw new Error("from onDropped");
      };
      recordSteps(testbed, 60);
      expect((await testbed.sink.flush()).ok).toBe(false);
      testbed.disk.plan = WORKING;
      expect((await testbed.dispose()).ok).toBe(true);
      expect(testbed.sink.counts).toMatchObject({ written: 50, buffered: 0 });
      await testbed.disk.settle();
    } finally {
      process.removeAllListeners("uncaughtException");
      for (const listener of listeners) process.on("uncaughtException", listener);
    }
    expect(new Set(uncaught)).toEqual(
      new Set(["from onNotice", "from onNewFile", "from onDropped", "from onStateChanged"]),
    );
  });
});
