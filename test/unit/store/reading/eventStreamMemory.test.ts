import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEvents } from "../../../../extension/store/reading/eventStream.ts";
import { ReadReport } from "../../../../extension/store/reading/readReport.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { makeEvents } from "../../../support/events.ts";
import { heldBufferBytes } from "../../../support/heldBuffers.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

const MIB = 1024 * 1024;

/** A store with so many sessions on each of the days. */
function makeDays(sessionCounts: readonly number[]): Promise<string> {
  const files = sessionCounts.flatMap((sessionCount, dayIndex) => {
    const day = `2026-06-${String(dayIndex + 1).padStart(2, "0")}`;
    return Array.from({ length: sessionCount }, (_, session): [string, object[]] => {
      const name = String(session).padStart(8, "0");
      return [`telemetry-${day}-${name}.jsonl`, makeEvents(2, day, name)];
    });
  });
  return makeStoreFolder(Object.fromEntries(files));
}

describe("readEvents and memory", () => {
  it.each([
    ["fewer and fewer", [51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40]],
    ["more and more", [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51]],
    ["hundreds of", [300, 2, 300, 1]],
  ])("holds the buffers of one day, with %s sessions a day", async (_, sessionCounts) => {
    const folder = await makeDays(sessionCounts);
    const files = await listStoreFiles(fs, folder);
    const report = new ReadReport();
    const before = heldBufferBytes();
    const heldByDay = new Map<string, number>();
    let eventCount = 0;
    for await (const batch of readEvents(fs, files, { range: {}, order: "time", report })) {
      eventCount += batch.length;
      const day = batch[0]?.source.file.day ?? "none";
      if (!heldByDay.has(day)) heldByDay.set(day, heldBufferBytes() - before);
    }
    expect(eventCount).toBe(2 * sessionCounts.reduce((sum, count) => sum + count, 0));
    expect(Math.max(...heldByDay.values()) / MIB).toBeLessThan(40);
  });
});
