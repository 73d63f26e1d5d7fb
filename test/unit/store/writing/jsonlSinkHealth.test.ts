import { describe, expect, it } from "vitest";
import { recordSteps } from "../../../support/recordingSession.ts";
import type { FaultPlan } from "../../../support/faultyFileSystem.ts";
import { createTestbed } from "../reading/storeTestbed.ts";

const FULL: FaultPlan = ({ operation }) =>
  operation === "write" ? { kind: "fails", code: "ENOSPC" } : undefined;

const WORKING: FaultPlan = () => undefined;

describe("the health of the sink", () => {
  it("is good before the first event and after a flush", async () => {
    const testbed = createTestbed();
    expect(testbed.sink.health).toEqual({ ok: true });
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    expect(testbed.sink.health).toEqual({ ok: true });
  });

  it("names what went wrong and how many events wait now", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 3);
    await testbed.sink.flush();
    recordSteps(testbed, 2);
    expect(testbed.sink.health).toMatchObject({
      ok: false,
      pendingEvents: 5,
      error: { message: expect.stringContaining("ENOSPC") as unknown },
    });
  });

  it("names the error of the last attempt", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 1);
    await testbed.sink.flush();
    testbed.disk.plan = ({ operation }) =>
      operation === "write" ? { kind: "fails", code: "EIO" } : undefined;
    await testbed.sink.flush();
    expect(testbed.sink.health).toMatchObject({
      error: { message: expect.stringContaining("EIO") as unknown },
    });
  });

  it("is good again once what waited is written", async () => {
    const testbed = createTestbed({}, { plan: FULL });
    recordSteps(testbed, 3);
    await testbed.sink.flush();
    testbed.disk.plan = WORKING;
    await testbed.pass(1_000);
    expect(testbed.sink.health).toEqual({ ok: true });
  });
});

describe("the sink tells of a change", () => {
  /** A sink and what its owner saw each time it was told. */
  function watched(plan: FaultPlan) {
    const seen: { ok: boolean; written: number }[] = [];
    const testbed = createTestbed(
      {},
      {
        plan,
        onStateChanged: () => {
          const { health, counts } = testbed.sink;
          seen.push({ ok: health.ok, written: counts.written });
        },
      },
    );
    return { testbed, seen };
  }

  it("after each flush that wrote events, when they are on disk", async () => {
    const { testbed, seen } = watched(WORKING);
    recordSteps(testbed, 2);
    await testbed.sink.flush();
    recordSteps(testbed, 1);
    await testbed.pass(15_000);
    expect(seen).toEqual([
      { ok: true, written: 2 },
      { ok: true, written: 3 },
    ]);
  });

  it("not after a flush that had nothing to write", async () => {
    const { testbed, seen } = watched(WORKING);
    await testbed.sink.flush();
    expect(seen).toEqual([]);
  });

  it("after each flush that failed, and once it works again", async () => {
    const { testbed, seen } = watched(FULL);
    recordSteps(testbed, 2);
    await testbed.sink.flush();
    await testbed.pass(1_000);
    testbed.disk.plan = WORKING;
    await testbed.pass(2_000);
    expect(seen).toEqual([
      { ok: false, written: 0 },
      { ok: false, written: 0 },
      { ok: true, written: 2 },
    ]);
  });
});
