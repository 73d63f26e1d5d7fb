import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeEvents } from "../../../support/events.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { readStore } from "../../../support/readStore.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

const EVENT_COUNT = 40;

/** A store with so many sessions on each of the days. */
function makeDays(sessionCounts: readonly number[]): Promise<string> {
  const files = sessionCounts.flatMap((sessionCount, dayIndex) => {
    const day = `2026-06-${String(dayIndex + 1).padStart(2, "0")}`;
    return Array.from({ length: sessionCount }, (_, session): [string, object[]] => {
      const name = String(session).padStart(8, "0");
      return [`telemetry-${day}-${name}.jsonl`, makeEvents(EVENT_COUNT, day, name, 0)];
    });
  });
  return makeStoreFolder(Object.fromEntries(files));
}

/** Reads the folder and gives the most files that were open at a time. */
async function mostOpenFiles(folder: string, order: "time" | "session") {
  let openCount = 0;
  let most = 0;
  const counting = interceptFileSystem(fs, async ({ name }, proceed) => {
    // Counted from before it is opened until after it is closed.
    if (name === "open") most = Math.max(most, ++openCount);
    const result = await proceed();
    if (name === "handle.close") openCount--;
    return result;
  });
  const { events } = await readStore(folder, { fs: counting, order });
  return { most, eventCount: events.length, openAtEnd: openCount };
}

describe("readEvents and open files", () => {
  it.each([
    [[1], "time"],
    [[48, 16], "time"],
    [[48, 48, 17], "time"],
    [[49, 16, 64, 16], "time"],
    [[64, 65], "time"],
    [[300, 16], "time"],
    [[300], "session"],
  ] as const)(
    "has at most 64 files open where days have %j sessions (order: %s)",
    async (sessionCounts, order) => {
      const folder = await makeDays(sessionCounts);
      const { most, eventCount, openAtEnd } = await mostOpenFiles(folder, order);
      expect(eventCount).toBe(
        EVENT_COUNT * sessionCounts.reduce((sum: number, count) => sum + count, 0),
      );
      expect(most).toBeLessThanOrEqual(64);
      expect(openAtEnd).toBe(0);
      expect(openPaths(folder)).toEqual([]);
    },
  );

  it("has the file that is read open, and the next one, where sessions follow each other", async () => {
    const { most } = await mostOpenFiles(await makeDays([20, 3]), "session");
    expect(most).toBeLessThanOrEqual(2);
  });
});
