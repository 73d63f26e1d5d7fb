import { describe, expect, it } from "vitest";
import { createTestbed, DIRECTORY } from "../reading/storeTestbed.ts";
import type { FaultPlan } from "../../../support/faultyFileSystem.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findBookkeepingErrors, sequencesOf } from "../../../support/storedSession.ts";

const FULL: FaultPlan = ({ operation }) =>
  operation === "write" ? { kind: "fails", code: "ENOSPC" } : undefined;

const HANGING: FaultPlan = ({ operation }) =>
  operation === "write" ? { kind: "hangs" } : undefined;

describe("the end of a sink", () => {
  it("is a flush of all that is buffered", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 50);
    expect(await testbed.dispose()).toEqual({ sink: "local", ok: true });
    expect((await testbed.read()).rows).toHaveLength(50);
  });

  it("leaves no timer behind", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 50);
    await testbed.dispose();
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("waits for a flush that is under way and for what came after it began", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 10);
    void testbed.sink.flush();
    recordSteps(testbed, 10);
    await testbed.dispose();
    expect(sequencesOf(await testbed.read())).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("includes what is recorded while it lasts", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    let isRecorded = false;
    testbed.disk.plan = ({ operation }) => {
      if (operation === "close" && !isRecorded) {
        isRecorded = true;
        recordSteps(testbed, 1);
      }
      return undefined;
    };
    await testbed.dispose();
    expect(testbed.sink.counts).toMatchObject({ written: 2, buffered: 0 });
  });

  it("includes the declaration of what was lost", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 600);
    await testbed.dispose();
    expect(findBookkeepingErrors(await testbed.read(), 601)).toEqual([]);
  });

  it("is the same for all who ask for it, and for those who ask for a flush meanwhile", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1);
    const deadline = new AbortController().signal;
    const first = testbed.sink.dispose(deadline);
    expect(testbed.sink.dispose(deadline)).toBe(first);
    expect(testbed.sink.flush()).toBe(first);
    await first;
    expect(testbed.sink.flush()).toBe(first);
  });

  it("refuses what is recorded after it", async () => {
    const testbed = createTestbed();
    await testbed.dispose();
    recordSteps(testbed, 5);
    await testbed.pass(60_000);
    expect(testbed.sink.counts.accepted).toBe(0);
    expect(testbed.disk.calls).toEqual([]);
  });

  it("gives up a file that cannot be opened and writes to a new one", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 5);
    await testbed.sink.flush();
    testbed.disk.plan = ({ operation, path }) =>
      operation === "open" && path.endsWith("4f0c9e21.jsonl")
        ? { kind: "fails", code: "EBUSY" }
        : undefined;
    recordSteps(testbed, 5);
    expect(await testbed.dispose()).toEqual({ sink: "local", ok: true });
    testbed.disk.plan = () => undefined;
    expect((await testbed.read()).rows).toHaveLength(10);
  });

  it("tries again if the last flush fails, since no timer will", async () => {
    const testbed = createTestbed();
    testbed.disk.plan = ({ operation, index }) =>
      operation === "open" && index === 1 ? { kind: "fails", code: "EMFILE" } : undefined;
    recordSteps(testbed, 5);
    expect(await testbed.dispose()).toEqual({ sink: "local", ok: true });
    expect((await testbed.read()).rows).toHaveLength(5);
  });

  it("gives up on a disk that fails, and says how many events were lost", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 5);
    expect(await testbed.dispose()).toMatchObject({ ok: false, pendingEvents: 5 });
    expect(testbed.notices.at(-1)).toBe(
      `5 telemetry events may be lost: they could not be confirmed as written to ${DIRECTORY} ` +
        "before the window closed.",
    );
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("counts among the lost what was dropped before and never declared", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 }, { plan: FULL });
    recordSteps(testbed, 25);
    await testbed.dispose();
    expect(testbed.notices.at(-1)).toMatch(/^25 telemetry events may be lost/);
  });

  it("gives up after 1.5 s on a disk that hangs", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    const end = testbed.dispose();
    await testbed.disk.settle();
    await testbed.pass(1_499);
    expect(testbed.scheduler.delaysMs).toEqual([1]);
    await testbed.pass(1);
    expect(await end).toMatchObject({ ok: false, pendingEvents: 5 });
  });

  it("gives up after 1.5 s on a flush that hung before", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    void testbed.sink.flush();
    await testbed.disk.settle();
    const end = testbed.dispose();
    await testbed.pass(1_500);
    expect(await end).toMatchObject({ ok: false, pendingEvents: 5 });
  });

  it("starts nothing more where the disk answers after that, with a failure", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    const end = testbed.dispose();
    await testbed.disk.settle();
    await testbed.pass(1_500);
    await end;
    testbed.disk.plan = FULL;
    testbed.disk.release();
    await testbed.disk.settle();
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("gives up after 1.5 s although events come in without a pause", async () => {
    const testbed = createTestbed();
    testbed.disk.plan = ({ operation }) => {
      if (operation === "close") {
        recordSteps(testbed, 1);
        testbed.scheduler.advance(100);
      }
      return undefined;
    };
    recordSteps(testbed, 1);
    await testbed.dispose();
    const { written } = testbed.sink.counts;
    await testbed.disk.settle();
    recordSteps(testbed, 1);
    expect(written).toBeLessThanOrEqual(16);
    expect(testbed.sink.counts.accepted).toBeLessThanOrEqual(17);
  });
});

describe("a sink whose disk hangs", () => {
  it("answers a flush after 5 s with a failure", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    const flush = testbed.sink.flush();
    await testbed.disk.settle();
    await testbed.pass(5_000);
    expect(await flush).toMatchObject({
      ok: false,
      pendingEvents: 5,
      error: { message: "The disk did not respond within 5 s" },
    });
  });

  it("has one call under way, however often it is asked to flush", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    for (let flush = 0; flush < 20; flush++) {
      void testbed.sink.flush();
      await testbed.pass(10_000);
    }
    expect(testbed.disk.count("write")).toBe(1);
    expect(testbed.scheduler.delaysMs).toEqual([]);
  });

  it("keeps taking events, in bounded memory", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    void testbed.sink.flush();
    await testbed.disk.settle();
    recordSteps(testbed, 2_000);
    expect(testbed.sink.counts).toMatchObject({ accepted: 2_005, dropped: 1_500, buffered: 505 });
  });

  it("goes on where it was once the disk answers, and loses nothing but what it declares", async () => {
    const testbed = createTestbed({}, { plan: HANGING });
    recordSteps(testbed, 5);
    void testbed.sink.flush();
    await testbed.disk.settle();
    recordSteps(testbed, 2_000);
    testbed.disk.plan = () => undefined;
    testbed.disk.release();
    await testbed.disk.settle();
    await testbed.sink.flush();
    expect(findBookkeepingErrors(await testbed.read(), 2_006)).toEqual([]);
  });
});
