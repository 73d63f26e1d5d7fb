import { describe, expect, it } from "vitest";
import { createTestbed } from "../reading/storeTestbed.ts";
import type { Fault } from "../../../support/faultyFileSystem.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import {
  declaredDrops,
  findBookkeepingErrors,
  sequencesOf,
} from "../../../support/storedSession.ts";

const FULL: Fault = { kind: "fails", code: "ENOSPC" };

describe("a sink that gets more events than it can hold", () => {
  it("keeps the newest 500 of 10,000 in one tick and declares exactly 9,500 lost", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 10_000);
    expect(testbed.sink.counts).toEqual({
      accepted: 10_000,
      written: 0,
      dropped: 9_500,
      buffered: 500,
    });
    await testbed.pass(0);
    const stored = await testbed.read();
    expect(sequencesOf(stored)).toEqual(Array.from({ length: 501 }, (_, step) => 9_500 + step));
    expect(declaredDrops(stored)).toEqual([
      { count: 9_500, firstSequence: 0, lastSequence: 9_499 },
    ]);
    expect(findBookkeepingErrors(stored, 10_001)).toEqual([]);
  });

  it("says why events were lost", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 501);
    await testbed.sink.flush();
    const dropped = (await testbed.read()).rows.at(-1)?.row;
    expect(dropped).toMatchObject({
      event_name: "telemetry.dropped",
      properties: { reason: "buffer_full" },
    });
  });

  it("tells of a loss that was found while recording was off once it is on again", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    recordSteps(testbed, 15);
    testbed.recorder.setLevel("off");
    await testbed.sink.flush();
    testbed.recorder.setLevel("local");
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(declaredDrops(await testbed.read())).toEqual([
      { count: 5, firstSequence: 0, lastSequence: 4 },
    ]);
  });

  it("gives one notice of each drop, also if it is recorded later", async () => {
    const testbed = createTestbed({ bufferLimit: 20, flushBatchSize: 20 });
    recordSteps(testbed, 25);
    testbed.recorder.setLevel("off");
    for (let flush = 0; flush < 3; flush++) await testbed.sink.flush();
    expect(testbed.notices).toEqual(["5 events were dropped because the buffer was full."]);
    testbed.recorder.setLevel("local");
    recordSteps(testbed, 21);
    testbed.recorder.setLevel("off");
    for (let flush = 0; flush < 3; flush++) await testbed.sink.flush();
    expect(testbed.notices.slice(1)).toEqual(["1 event was dropped because the buffer was full."]);
    testbed.recorder.setLevel("local");
    for (let flush = 0; flush < 3; flush++) await testbed.sink.flush();
    expect(testbed.notices).toHaveLength(2);
    expect(declaredDrops(await testbed.read())).toEqual([
      { count: 6, firstSequence: 0, lastSequence: 25 },
    ]);
  });

  it("writes nothing about losses where there were none", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 500);
    await testbed.sink.flush();
    expect(declaredDrops(await testbed.read())).toEqual([]);
  });

  it("declares each loss once, in the flush that follows it", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    for (let round = 0; round < 3; round++) {
      recordSteps(testbed, 15);
      await testbed.sink.flush();
    }
    const stored = await testbed.read();
    expect(declaredDrops(stored)).toEqual([
      { count: 5, firstSequence: 0, lastSequence: 4 },
      { count: 5, firstSequence: 16, lastSequence: 20 },
      { count: 5, firstSequence: 32, lastSequence: 36 },
    ]);
    expect(findBookkeepingErrors(stored, 48)).toEqual([]);
  });

  it("declares what was lost during a flush, and drops nothing that is being written", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    recordSteps(testbed, 8);
    const flush = testbed.sink.flush();
    recordSteps(testbed, 16);
    await flush;
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(declaredDrops(stored)).toEqual([{ count: 6, firstSequence: 8, lastSequence: 13 }]);
    expect(sequencesOf(stored)).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7],
      ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
    ]);
  });

  it("loses no further event to the declaration, although the buffer is full when it is made", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    recordSteps(testbed, 8);
    const flush = testbed.sink.flush();
    recordSteps(testbed, 16);
    await flush;
    expect(testbed.reports).toEqual([{ count: 6, firstSequence: 8, lastSequence: 13 }]);
    expect(testbed.sink.counts.dropped).toBe(6);
  });

  it("merges a declaration that is itself lost into the next one", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    recordSteps(testbed, 12);
    let writeCount = 0;
    // The first write takes the ten events; the one of the declaration and all after it fail.
    testbed.disk.plan = ({ operation }) =>
      operation === "write" && ++writeCount > 1 ? FULL : undefined;
    await testbed.sink.flush();
    expect(testbed.reports).toEqual([{ count: 2, firstSequence: 0, lastSequence: 1 }]);
    recordSteps(testbed, 10);
    testbed.disk.plan = () => undefined;
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(declaredDrops(stored)).toEqual([{ count: 3, firstSequence: 0, lastSequence: 12 }]);
    expect(findBookkeepingErrors(stored, 24)).toEqual([]);
  });

  it("declares losses only once writing works again", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    testbed.disk.plan = ({ operation }) => (operation === "write" ? FULL : undefined);
    recordSteps(testbed, 25);
    await testbed.pass(60_000);
    expect(testbed.reports).toEqual([]);
    testbed.disk.plan = () => undefined;
    await testbed.pass(30_000);
    expect(testbed.reports).toEqual([{ count: 15, firstSequence: 0, lastSequence: 14 }]);
    expect(findBookkeepingErrors(await testbed.read(), 26)).toEqual([]);
  });

  it("declares what was lost before recording was switched off once it is on again", async () => {
    const testbed = createTestbed({ bufferLimit: 10, flushBatchSize: 10 });
    recordSteps(testbed, 15);
    testbed.recorder.setLevel("off");
    await testbed.sink.flush();
    expect(declaredDrops(await testbed.read())).toEqual([]);
    testbed.recorder.setLevel("local");
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(declaredDrops(stored)).toEqual([{ count: 5, firstSequence: 0, lastSequence: 4 }]);
    expect(findBookkeepingErrors(stored, 17)).toEqual([]);
  });

  it("accounts for each event at every moment of a long run of bursts and faults", async () => {
    const testbed = createTestbed({ bufferLimit: 50, flushBatchSize: 20, maxFileBytes: 4_096 });
    const { disk, sink } = testbed;
    let imbalanceCount = 0;
    disk.plan = ({ operation, index }) => {
      const { accepted, written, dropped, buffered } = sink.counts;
      if (accepted !== written + dropped + buffered) imbalanceCount++;
      if (operation === "write" && index % 3 === 0) return { kind: "takesHalf" };
      return operation === "write" && index % 7 === 0 ? FULL : undefined;
    };
    for (let round = 0; round < 200; round++) {
      recordSteps(testbed, (round * 37) % 120);
      await testbed.pass((round * 613) % 5_000);
    }
    disk.plan = () => undefined;
    await testbed.pass(60_000);
    await sink.flush();
    const { accepted, written, dropped } = sink.counts;
    expect({ imbalanceCount, accepted }).toEqual({
      imbalanceCount: 0,
      accepted: written + dropped,
    });
    expect(dropped).toBeGreaterThan(0);
    expect(findBookkeepingErrors(await testbed.read(), accepted)).toEqual([]);
  });

  it("holds 8 MiB at most and declares the rest lost", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 200, "x".repeat(60_000));
    const { buffered, dropped } = testbed.sink.counts;
    expect(buffered).toBeLessThanOrEqual((8 * 1024 * 1024) / 60_000);
    expect(dropped).toBe(200 - buffered);
    await testbed.sink.flush();
    expect(findBookkeepingErrors(await testbed.read(), 201)).toEqual([]);
  });
});
