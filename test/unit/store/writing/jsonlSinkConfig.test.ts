import { describe, expect, it } from "vitest";
import { createTestbed } from "../reading/storeTestbed.ts";
import { configWith, recordSteps } from "../../../support/recordingSession.ts";
import { declaredDrops } from "../../../support/storedSession.ts";

describe("a sink whose configuration changes", () => {
  it("waits no longer than a shortened interval", async () => {
    const testbed = createTestbed({ flushIntervalMs: 3_600_000 });
    recordSteps(testbed, 1);
    testbed.sink.setConfig(configWith({ flushIntervalMs: 2_000 }));
    expect(testbed.scheduler.delaysMs).toEqual([2_000]);
    await testbed.pass(2_000);
    expect(testbed.sink.counts.written).toBe(1);
  });

  it("waits for a lengthened interval", async () => {
    const testbed = createTestbed({ flushIntervalMs: 1_000 });
    recordSteps(testbed, 1);
    testbed.sink.setConfig(configWith({ flushIntervalMs: 60_000 }));
    await testbed.pass(59_999);
    expect(testbed.sink.counts.written).toBe(0);
    await testbed.pass(1);
    expect(testbed.sink.counts.written).toBe(1);
  });

  it("flushes at the next turn where a lowered batch size is reached already", () => {
    const testbed = createTestbed();
    recordSteps(testbed, 20);
    testbed.sink.setConfig(configWith({ flushBatchSize: 20 }));
    expect(testbed.scheduler.delaysMs).toEqual([0]);
    expect(testbed.disk.calls).toEqual([]);
  });

  it("no longer hurries where a raised batch size is not reached any more", () => {
    const testbed = createTestbed();
    recordSteps(testbed, 100);
    testbed.sink.setConfig(configWith({ flushBatchSize: 400 }));
    expect(testbed.scheduler.delaysMs).toEqual([15_000]);
  });

  it("keeps the second that an error may wait at most", () => {
    const testbed = createTestbed();
    testbed.recorder.logError("test.step", new Error("broken"));
    testbed.sink.setConfig(configWith({ flushIntervalMs: 60_000 }));
    expect(testbed.scheduler.delaysMs).toEqual([1_000]);
  });

  it("drops the oldest at once where the buffer is made smaller, and declares that", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 90);
    testbed.sink.setConfig(configWith({ bufferLimit: 20, flushBatchSize: 20 }));
    expect(testbed.sink.counts).toMatchObject({ dropped: 70, buffered: 20 });
    await testbed.sink.flush();
    expect(declaredDrops(await testbed.read())).toEqual([
      { count: 70, firstSequence: 0, lastSequence: 69 },
    ]);
  });

  it("begins a new segment where the file is larger than files may now be", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 100);
    await testbed.sink.flush();
    testbed.sink.setConfig(configWith({ maxFileBytes: 4_096 }));
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect((await testbed.read()).files.map(({ segment }) => segment)).toEqual([0, 1]);
  });

  it("starts no timer while nothing waits", () => {
    const testbed = createTestbed();
    testbed.sink.setConfig(configWith({ flushIntervalMs: 1_000 }));
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("has one timer after a thousand changes", () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    for (let change = 0; change < 1_000; change++) {
      testbed.sink.setConfig(configWith({ flushIntervalMs: 1_000 + change }));
    }
    expect(testbed.scheduler.delaysMs).toEqual([1_999]);
  });

  it("applies a change that is made while it flushes", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    const flush = testbed.sink.flush();
    recordSteps(testbed, 1);
    testbed.sink.setConfig(configWith({ flushIntervalMs: 4_000 }));
    await flush;
    await testbed.disk.settle();
    expect(testbed.scheduler.delaysMs).toEqual([4_000]);
  });
});
