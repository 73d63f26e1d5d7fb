import { promises as fs, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { windowsFault, type Fault, type FaultPlan } from "../support/faultyFileSystem.ts";
import { recordSteps } from "../support/recordingSession.ts";
import { createDiskTestbed } from "./realDisk.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

const FULL: Fault = { kind: "fails", code: "ENOSPC" };

/** A disk with so few bytes left that each write ends in the middle of the first line. */
function nearlyFull(isWrite: (path: string) => boolean = () => true): FaultPlan {
  let writeCount = 0;
  return (call) => {
    if (call.operation !== "write" || !isWrite(call.path)) return windowsFault(call);
    return ++writeCount % 2 === 1 ? { kind: "takes", byteCount: 100 } : FULL;
  };
}

describe("on a system where files opened for appending cannot be truncated", () => {
  it.each([
    ["before the first event", 0],
    ["later", 10],
  ])("a disk that is full for an hour %s leaves no torn file behind", async (_, before) => {
    const testbed = await createDiskTestbed();
    recordSteps(testbed, before);
    await testbed.sink.flush();
    testbed.disk.plan = nearlyFull();
    for (let minute = 0; minute < 60; minute++) {
      recordSteps(testbed, 1);
      await testbed.pass(60_000);
    }
    expect(testbed.disk.count("write")).toBeGreaterThan(200);
    expect(await fs.readdir(testbed.directory)).toEqual([NAME]);
    testbed.disk.plan = windowsFault;
    await testbed.pass(30_000);
    expect(await testbed.findErrors()).toEqual([]);
    const stored = await testbed.read();
    expect(stored.report.skippedLines).toEqual([]);
    expect(stored.files).toHaveLength(1);
    expect(testbed.sink.counts).toMatchObject({ written: before + 60, dropped: 0, buffered: 0 });
  });

  it("a file that took the place of ours is neither cut nor removed", async () => {
    const testbed = await createDiskTestbed();
    recordSteps(testbed, 10);
    await testbed.sink.flush();
    const path = join(testbed.directory, NAME);
    const failing = nearlyFull();
    testbed.disk.plan = (call) => {
      if (call.operation === "truncate" && call.path === path) {
        renameSync(path, `${path}.moved`);
        writeFileSync(path, "not ours\n".repeat(1_000));
        testbed.disk.plan = windowsFault;
      }
      return failing(call);
    };
    recordSteps(testbed, 10);
    await testbed.sink.flush();
    await testbed.pass(1_000);
    expect(await fs.readFile(path, "utf8")).toBe("not ours\n".repeat(1_000));
    const rows = (await testbed.read()).rows.filter(({ fileName }) => fileName !== NAME);
    expect(rows.map(({ sequence }) => sequence)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });
});
