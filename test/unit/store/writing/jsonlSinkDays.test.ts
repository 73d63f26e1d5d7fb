import { describe, expect, it } from "vitest";
import { createTestbed } from "../reading/storeTestbed.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findBookkeepingErrors, findHeaderErrors } from "../../../support/storedSession.ts";

describe("the day of a file", () => {
  it("is the day of its events, although they are flushed on the next one", async () => {
    const testbed = createTestbed({}, { now: "2026-06-28T23:59:59.999Z" });
    recordSteps(testbed, 1);
    await testbed.pass(15_000);
    const { rows } = await testbed.read();
    expect(rows.map(({ fileName }) => fileName)).toEqual(["telemetry-2026-06-28-4f0c9e21.jsonl"]);
  });

  it("splits what is flushed at once", async () => {
    const testbed = createTestbed({}, { now: "2026-06-28T23:59:59.999Z" });
    recordSteps(testbed, 2);
    testbed.clock.advance(1);
    recordSteps(testbed, 3);
    await testbed.sink.flush();
    const { rows } = await testbed.read();
    expect(rows.map(({ fileName, sequence }) => [fileName, sequence])).toEqual([
      ["telemetry-2026-06-28-4f0c9e21.jsonl", 0],
      ["telemetry-2026-06-28-4f0c9e21.jsonl", 1],
      ["telemetry-2026-06-29-4f0c9e21.jsonl", 2],
      ["telemetry-2026-06-29-4f0c9e21.jsonl", 3],
      ["telemetry-2026-06-29-4f0c9e21.jsonl", 4],
    ]);
  });

  it.each(["Pacific/Kiritimati", "Pacific/Niue"])("is the UTC day, also in %s", async (zone) => {
    const previousZone = process.env["TZ"];
    process.env["TZ"] = zone;
    try {
      // On the islands it is half an hour past or before midnight of another day.
      const testbed = createTestbed({}, { now: "2026-06-28T10:30:00.000Z" });
      recordSteps(testbed, 1);
      await testbed.sink.flush();
      expect((await testbed.read()).files[0]?.day).toBe("2026-06-28");
    } finally {
      if (previousZone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = previousZone;
    }
  });

  it("gets no second header in a file, however the clock steps back and forth", async () => {
    const testbed = createTestbed({ maxFileBytes: 4_096 });
    const steps = [
      "2026-06-28T23:59:00.000Z",
      "2026-06-29T00:01:00.000Z",
      "2026-06-28T21:00:00.000Z",
      "2026-08-07T12:00:00.000Z",
      "1970-01-01T00:00:00.000Z",
      "2026-06-28T23:59:30.000Z",
      "9999-12-31T23:59:59.999Z",
      "2026-06-29T00:00:30.000Z",
    ];
    let recordedCount = 0;
    for (let round = 0; round < 5; round++) {
      for (const now of steps) {
        testbed.clock.set(now);
        recordSteps(testbed, 6);
        recordedCount += 6;
        await testbed.sink.flush();
      }
    }
    const stored = await testbed.read();
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
    expect(findBookkeepingErrors(stored, recordedCount)).toEqual([]);
    expect(stored.report.skippedLines).toEqual([]);
    expect(new Set(stored.files.map(({ day }) => day))).toEqual(
      new Set(["1970-01-01", "2026-06-28", "2026-06-29", "2026-08-07", "9999-12-31"]),
    );
  });

  it("stays where the clock says something that is no time or a year of five digits", async () => {
    const testbed = createTestbed();
    for (const now of [Number.NaN, 253_402_300_800_000, -1, Number.POSITIVE_INFINITY]) {
      recordSteps(testbed, 1);
      testbed.clock.set(now);
      recordSteps(testbed, 1);
      testbed.clock.set("2026-06-28T10:00:00.000Z");
    }
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(stored.files.map(({ name }) => name)).toEqual(["telemetry-2026-06-28-4f0c9e21.jsonl"]);
    expect(findBookkeepingErrors(stored, 8)).toEqual([]);
  });

  it("keeps a session's events in order where the clock goes back inside a day", async () => {
    const testbed = createTestbed();
    for (const now of ["12:00", "11:00", "13:00", "10:00"]) {
      testbed.clock.set(`2026-06-28T${now}:00.000Z`);
      recordSteps(testbed, 2);
    }
    await testbed.sink.flush();
    const { rows } = await testbed.read();
    expect(rows.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
