import { describe, expect, it } from "vitest";
import { createTestbed } from "../reading/storeTestbed.ts";
import { recordSteps } from "../../../support/recordingSession.ts";

describe("the sink's timer", () => {
  it("flushes one interval after the first event", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    await testbed.pass(14_999);
    expect(testbed.sink.counts).toMatchObject({ written: 0, buffered: 1 });
    await testbed.pass(1);
    expect(testbed.sink.counts).toMatchObject({ written: 1, buffered: 0 });
  });

  it("is not put off by further events", async () => {
    const testbed = createTestbed();
    for (let second = 0; second < 15; second++) {
      recordSteps(testbed, 1);
      await testbed.pass(1_000);
    }
    expect(testbed.sink.counts.written).toBe(15);
  });

  it("runs only while events wait", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    await testbed.pass(15_000);
    expect(testbed.scheduler.delaysMs).toEqual([]);
    await testbed.pass(3_600_000);
    expect(testbed.scheduler.runCount).toBe(1);
  });

  it("is set anew for each event that comes after a flush", async () => {
    const testbed = createTestbed();
    for (let round = 1; round <= 3; round++) {
      recordSteps(testbed, 1);
      expect(testbed.scheduler.delaysMs).toEqual([15_000]);
      await testbed.pass(15_000);
      expect(testbed.sink.counts.written).toBe(round);
    }
  });

  it("is set for the events that come in while a flush runs", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    testbed.scheduler.advance(15_000);
    recordSteps(testbed, 1);
    expect(testbed.scheduler.delaysMs).toEqual([]);
    await testbed.disk.settle();
    expect(testbed.sink.counts).toMatchObject({ written: 1, buffered: 1 });
    expect(testbed.scheduler.delaysMs).toEqual([15_000]);
    await testbed.pass(15_000);
    expect(testbed.sink.counts.written).toBe(2);
  });

  it("is gone after a flush that somebody asked for", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("flushes at the next turn once a batch is full, and not before", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 99);
    expect(testbed.scheduler.delaysMs).toEqual([15_000]);
    recordSteps(testbed, 1);
    expect(testbed.scheduler.delaysMs).toEqual([0]);
    expect(testbed.disk.calls).toEqual([]);
    await testbed.pass(0);
    expect(testbed.sink.counts.written).toBe(100);
  });

  it("flushes once for a batch, not once for each event beyond it", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 300);
    expect(testbed.scheduler.delaysMs).toEqual([0]);
    await testbed.pass(0);
    expect(testbed.scheduler.runCount).toBe(1);
    expect(testbed.disk.count("open")).toBe(2);
  });

  it("flushes again at once where a whole batch came in while a flush ran", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    testbed.scheduler.advance(15_000);
    recordSteps(testbed, 100);
    await testbed.disk.settle();
    expect(testbed.scheduler.delaysMs).toEqual([0]);
    await testbed.pass(0);
    expect(testbed.sink.counts.written).toBe(101);
  });

  it("flushes within a second of an event with an error", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    await testbed.pass(5_000);
    testbed.recorder.logError("test.step", new Error("broken"));
    expect(testbed.scheduler.delaysMs).toEqual([1_000]);
    await testbed.pass(1_000);
    expect(testbed.sink.counts.written).toBe(2);
  });

  it("waits no longer for an error because further errors follow", async () => {
    const testbed = createTestbed();
    for (let step = 0; step < 4; step++) {
      testbed.recorder.logError("test.step", new Error("broken"));
      await testbed.pass(250);
    }
    expect(testbed.sink.counts.written).toBe(4);
  });

  it("flushes within a second of the flush during which an event with an error came", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    testbed.scheduler.advance(15_000);
    testbed.recorder.logError("test.step", new Error("broken"));
    recordSteps(testbed, 1);
    await testbed.disk.settle();
    expect(testbed.scheduler.delaysMs).toEqual([1_000]);
    await testbed.pass(1_000);
    expect(testbed.sink.counts.written).toBe(3);
  });

  it("does not make a full batch wait for an error's second", () => {
    const testbed = createTestbed();
    testbed.recorder.logError("test.step", new Error("broken"));
    recordSteps(testbed, 99);
    expect(testbed.scheduler.delaysMs).toEqual([0]);
  });
});

describe("flushes that are asked for", () => {
  it("do not overlap: those who ask during one share a single further one", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    const first = testbed.sink.flush();
    recordSteps(testbed, 1);
    const others = [1, 2, 3, 4].map(() => testbed.sink.flush());
    expect(await first).toEqual({ sink: "local", ok: true });
    expect(await Promise.all(others)).toEqual(others.map(() => ({ sink: "local", ok: true })));
    expect(testbed.disk.count("write")).toBe(2);
    expect(testbed.sink.counts.written).toBe(2);
  });

  it("answer only after what was recorded before them is on disk", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    void testbed.sink.flush();
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(testbed.sink.counts).toMatchObject({ written: 2, buffered: 0 });
  });

  it("leave to the next one what comes in while they run", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 2);
    const flush = testbed.sink.flush();
    recordSteps(testbed, 1);
    await flush;
    expect(testbed.sink.counts).toMatchObject({ written: 2, buffered: 1 });
  });

  it("leave no timer behind", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    await Promise.all([testbed.sink.flush(), testbed.sink.flush()]);
    await testbed.disk.settle();
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("end although events come in without a pause", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    testbed.disk.plan = ({ operation }) => {
      // More than the buffer holds, each time that the disk is written to.
      if (operation === "write") recordSteps(testbed, 50);
      return undefined;
    };
    recordSteps(testbed, 1);
    expect(await testbed.sink.flush()).toEqual({ sink: "local", ok: true });
    // The event, those that the declaration of the loss would push out, and the declaration.
    expect(testbed.disk.count("write")).toBe(3);
  });
});
