import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeEvents } from "../../../support/events.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { readStore } from "../../../support/readStore.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

const EVENT_COUNT = 40;

/** A store with so many sessions on each of the days, of events with such a long text. */
function makeDays(sessionCounts: readonly number[], textLength: number): Promise<string> {
  const properties = { text: "x".repeat(textLength) };
  const files = sessionCounts.flatMap((sessionCount, dayIndex) => {
    const day = `2026-06-${String(dayIndex + 1).padStart(2, "0")}`;
    return Array.from({ length: sessionCount }, (_, session): [string, object[]] => {
      const name = String(session).padStart(8, "0");
      const events = makeEvents(EVENT_COUNT, day, name, 0).map((row) => ({ ...row, properties }));
      return [`telemetry-${day}-${name}.jsonl`, events];
    });
  });
  return makeStoreFolder(Object.fromEntries(files));
}

/** Reads the folder and counts the files that it opens. */
async function countOpenFiles(folder: string, order: "time" | "session") {
  let openCount = 0;
  let most = 0;
  const opened: string[] = [];
  const counting = interceptFileSystem(fs, async ({ name, path }, proceed) => {
    if (name === "open") opened.push(path);
    // Counted from before it is opened until after it is closed.
    if (name === "open") most = Math.max(most, ++openCount);
    const result = await proceed();
    if (name === "handle.close") openCount--;
    return result;
  });
  const { events } = await readStore(folder, { fs: counting, order });
  return { most, opened, eventCount: events.length, openAtEnd: openCount };
}

describe("readEvents and open files", () => {
  it.each([
    [[1], "time"],
    [[48, 16], "time"],
    [[48, 48, 17], "time"],
    [[49, 16, 64, 16], "time"],
    [[64, 65], "time"],
    [[130, 16], "time"],
    [[130], "session"],
  ] as const)(
    "has at most 64 files open where days have %j sessions (order: %s)",
    async (sessionCounts, order) => {
      // Longer than any buffer, so that files are read piece by piece.
      const folder = await makeDays(sessionCounts, 7_000);
      const { most, eventCount, openAtEnd } = await countOpenFiles(folder, order);
      expect(eventCount).toBe(
        EVENT_COUNT * sessionCounts.reduce((sum: number, count) => sum + count, 0),
      );
      expect(most).toBeLessThanOrEqual(64);
      expect(openAtEnd).toBe(0);
      expect(openPaths(folder)).toEqual([]);
    },
  );

  it("has the file that is read open, and the next one, where sessions follow each other", async () => {
    const { most } = await countOpenFiles(await makeDays([20, 3], 7_000), "session");
    expect(most).toBeLessThanOrEqual(2);
  });

  it.each(["time", "session"] as const)(
    "opens each file once where a day has more than a hundred short ones (order: %s)",
    async (order) => {
      const { opened, most, eventCount } = await countOpenFiles(
        await makeDays([130, 100], 0),
        order,
      );
      expect(eventCount).toBe(EVENT_COUNT * 230);
      expect(opened).toHaveLength(230);
      expect(new Set(opened).size).toBe(230);
      expect(most).toBeLessThanOrEqual(64);
    },
  );
});
