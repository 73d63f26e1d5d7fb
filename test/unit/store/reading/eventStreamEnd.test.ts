import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEvents } from "../../../../extension/store/reading/eventStream.ts";
import { ReadReport } from "../../../../extension/store/reading/readReport.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { makeEvents } from "../../../support/events.ts";
import { eventually } from "../../../support/eventually.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

const ORDERS = ["time", "session"] as const;

/** Three sessions of 3,000 events each, so that every file is read in several portions. */
function makeStore(): Promise<string> {
  const files = ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map((session): [string, object[]] => [
    `telemetry-2026-06-28-${session}.jsonl`,
    makeEvents(3_000, "2026-06-28", session, 0),
  ]);
  return makeStoreFolder(Object.fromEntries(files));
}

describe("readEvents that is ended early", () => {
  it.each(ORDERS)("closes its files where the consumer stops (order: %s)", async (order) => {
    const folder = await makeStore();
    const files = await listStoreFiles(fs, folder);
    const report = new ReadReport();
    for await (const batch of readEvents(fs, files, { range: {}, order, report })) {
      expect(openPaths(folder)).not.toEqual([]);
      if (batch.length > 0) break;
    }
    expect(openPaths(folder)).toEqual([]);
  });

  it.each(ORDERS)("closes its files where the consumer throws (order: %s)", async (order) => {
    const folder = await makeStore();
    const files = await listStoreFiles(fs, folder);
    const report = new ReadReport();
    const consume = async () => {
      for await (const batch of readEvents(fs, files, { range: {}, order, report })) {
        throw new Error(`batch of ${batch.length}`);
      }
    };
    await expect(consume()).rejects.toThrow("batch of");
    expect(openPaths(folder)).toEqual([]);
  });

  it.each(ORDERS)(
    "throws the reason of the signal between two batches (order: %s)",
    async (order) => {
      const folder = await makeStore();
      const files = await listStoreFiles(fs, folder);
      const abort = new AbortController();
      const options = { range: {}, order, report: new ReadReport(), signal: abort.signal };
      let eventCount = 0;
      const consume = async () => {
        for await (const batch of readEvents(fs, files, options)) {
          eventCount += batch.length;
          abort.abort(new Error("enough"));
        }
      };
      await expect(consume()).rejects.toThrow("enough");
      expect(eventCount).toBeLessThan(9_000);
      expect(openPaths(folder)).toEqual([]);
    },
  );

  it.each(ORDERS)(
    "reads no further once it is aborted, also where no event is in the range (order: %s)",
    async (order) => {
      const folder = await makeStore();
      const files = await listStoreFiles(fs, folder);
      const abort = new AbortController();
      let readCount = 0;
      const counting = interceptFileSystem(fs, ({ name }, proceed) => {
        if (name === "handle.read" && ++readCount === 2) abort.abort(new Error("enough"));
        return proceed();
      });
      const range = { startMs: Date.parse("2030-01-01T00:00:00.000Z") };
      const options = { range, order, report: new ReadReport(), signal: abort.signal };
      await expect(readEvents(counting, files, options).next()).rejects.toThrow("enough");
      // Those that were under way, one for each file and one ahead of it.
      expect(readCount).toBeLessThanOrEqual(6);
      await eventually(() => {
        expect(openPaths(folder)).toEqual([]);
      });
    },
  );
});
