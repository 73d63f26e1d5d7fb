import { describe, expect, it } from "vitest";
import type { Fault, FaultPlan, Operation } from "../../../support/faultyFileSystem.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findHeaderErrors, sequencesOf } from "../../../support/storedSession.ts";
import type { SinkTestbed } from "../../../support/sinkTestbed.ts";
import { createTestbed, DIRECTORY } from "../reading/storeTestbed.ts";

const FIRST_NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const SECOND_NAME = "telemetry-2026-06-28-4f0c9e21.1.jsonl";

const EVENT_COUNT = 2_400;

/** Records for an hour, 40 events a minute. */
async function recordForAnHour(testbed: SinkTestbed): Promise<void> {
  for (let minute = 0; minute < 60; minute++) {
    recordSteps(testbed, EVENT_COUNT / 60);
    await testbed.pass(60_000);
  }
}

function failing(operation: Operation, fault: Fault): FaultPlan {
  return (call) =>
    call.operation === operation && call.path === `${DIRECTORY}/${FIRST_NAME}` ? fault : undefined;
}

const BROKEN_FILES: readonly (readonly [string, FaultPlan])[] = [
  ["opened (EBUSY)", failing("open", { kind: "fails", code: "EBUSY" })],
  ["opened (EIO)", failing("open", { kind: "fails", code: "EIO" })],
  ["written to (EIO)", failing("write", { kind: "fails", code: "EIO" })],
  ["written to (EBUSY)", failing("write", { kind: "fails", code: "EBUSY" })],
  ["looked at", failing("stat", { kind: "fails", code: "EIO" })],
];

describe("a file of the session that cannot be", () => {
  it.each(BROKEN_FILES)("%s for an hour costs no event", async (_, plan) => {
    const testbed = createTestbed();
    recordSteps(testbed, 5);
    await testbed.sink.flush();
    testbed.disk.plan = plan;
    await recordForAnHour(testbed);
    await testbed.sink.flush();
    expect(testbed.sink.counts).toMatchObject({ written: 5 + EVENT_COUNT, dropped: 0 });
    testbed.disk.plan = () => undefined;
    const stored = await testbed.read();
    expect(stored.files.map(({ name }) => name)).toEqual([FIRST_NAME, SECOND_NAME]);
    expect(sequencesOf(stored)).toEqual(Array.from({ length: 5 + EVENT_COUNT }, (_, i) => i));
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
  });

  it.each(BROKEN_FILES)("%s from its beginning costs no event either", async (_, plan) => {
    const testbed = createTestbed({}, { plan });
    await recordForAnHour(testbed);
    await testbed.sink.flush();
    expect(testbed.sink.counts).toMatchObject({ written: EVENT_COUNT, dropped: 0 });
    testbed.disk.plan = () => undefined;
    expect((await testbed.read()).files.map(({ name }) => name)).toEqual([SECOND_NAME]);
  });
});

describe("a disk on which no file can be written to for an hour", () => {
  it.each(["EIO", "EBUSY", "ENOSPC", "EDQUOT"])(
    "with %s gets no file but the one that is tried",
    async (code) => {
      const testbed = createTestbed();
      testbed.disk.plan = ({ operation }) =>
        operation === "write" ? { kind: "fails", code } : undefined;
      await recordForAnHour(testbed);
      expect(await testbed.disk.fs.readdir(DIRECTORY)).toHaveLength(1);
      testbed.disk.plan = () => undefined;
      await testbed.pass(30_000);
      expect(testbed.sink.counts.buffered).toBe(0);
      expect((await testbed.read()).files).toHaveLength(1);
    },
  );

  it.each<readonly [string, Operation]>([
    ["ENOSPC", "write"],
    ["EDQUOT", "write"],
    ["EROFS", "open"],
    ["EMFILE", "open"],
    ["ENFILE", "open"],
  ])(
    "with %s, where a new file would not help, keeps the one that has events",
    async (code, failingOperation) => {
      const testbed = createTestbed();
      recordSteps(testbed, 5);
      await testbed.sink.flush();
      testbed.disk.plan = ({ operation }) =>
        operation === failingOperation ? { kind: "fails", code } : undefined;
      await recordForAnHour(testbed);
      testbed.disk.plan = () => undefined;
      await testbed.pass(30_000);
      expect(await testbed.disk.fs.readdir(DIRECTORY)).toEqual([FIRST_NAME]);
    },
  );
});
