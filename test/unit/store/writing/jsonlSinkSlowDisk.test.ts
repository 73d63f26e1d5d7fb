import { describe, expect, it } from "vitest";
import type { SinkTestbed } from "../../../support/sinkTestbed.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findBookkeepingErrors, sequencesOf } from "../../../support/storedSession.ts";
import { createTestbed } from "../reading/storeTestbed.ts";

/** Each write takes that long. */
function slowDown({ disk, scheduler }: SinkTestbed, writeMs: number): void {
  disk.plan = ({ operation }) => {
    if (operation !== "write") return undefined;
    scheduler.schedule(writeMs, () => {
      disk.release();
    });
    return { kind: "hangs" };
  };
}

/** Records so many events, one a millisecond. */
async function recordForMs(testbed: SinkTestbed, ms: number, text = ""): Promise<void> {
  for (let passed = 0; passed < ms; passed++) {
    recordSteps(testbed, 1, text);
    await testbed.pass(1);
  }
}

describe("a disk whose writes take 300 ms each, at 1,000 events a second", () => {
  it("costs no event, since what waits behind a write fits into the buffer", async () => {
    const testbed = createTestbed();
    slowDown(testbed, 300);
    await recordForMs(testbed, 5_605);
    await testbed.pass(1_500);
    expect(testbed.sink.counts).toEqual({
      accepted: 5_605,
      written: 5_605,
      dropped: 0,
      buffered: 0,
    });
    expect(sequencesOf(await testbed.read())).toEqual(Array.from({ length: 5_605 }, (_, i) => i));
  });

  it("costs the oldest events where more come in during a write than the buffer holds", async () => {
    const testbed = createTestbed({ bufferLimit: 100 });
    slowDown(testbed, 300);
    await recordForMs(testbed, 1_000);
    const { dropped, buffered } = testbed.sink.counts;
    expect(dropped).toBeGreaterThan(0);
    testbed.disk.plan = () => undefined;
    await testbed.pass(15_000);
    const stored = await testbed.read();
    expect(findBookkeepingErrors(stored, testbed.sink.counts.accepted)).toEqual([]);
    // What was buffered last of all is there, which the newest events are.
    expect(sequencesOf(stored)).toEqual(
      expect.arrayContaining(Array.from({ length: 100 }, (_, index) => 900 + index)),
    );
    expect(buffered).toBeLessThanOrEqual(200);
  });

  it("has no more than 256 KiB of events in a write that cannot be dropped", async () => {
    const testbed = createTestbed({ bufferLimit: 10_000 });
    slowDown(testbed, 300);
    // Far more than 8 MiB, of which only what is in flight may come on top.
    await recordForMs(testbed, 300, "x".repeat(60_000));
    recordSteps(testbed, 200, "x".repeat(60_000));
    const bytes = testbed.sink.counts.buffered * 60_000;
    expect(bytes).toBeLessThanOrEqual(8 * 1_048_576 + 262_144);
    expect(testbed.sink.counts.dropped).toBeGreaterThan(0);
    testbed.disk.plan = () => undefined;
    testbed.disk.release();
    await testbed.disk.settle();
    await testbed.sink.flush();
    expect(findBookkeepingErrors(await testbed.read(), testbed.sink.counts.accepted)).toEqual([]);
  });
});
