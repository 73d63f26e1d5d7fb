import { promises as fs } from "node:fs";
import { appendFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { makeEvents } from "../../../support/events.ts";
import { readStore } from "../../../support/readStore.ts";
import { runCli } from "../../../support/runCli.ts";
import { makeStoreFolder, toFile } from "../../../support/storeFolder.ts";
import { countRange } from "../../../../extension/store/index/rangeCount.ts";
import { makeIndex, MemoryCache } from "../index/dayIndexTestbed.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const [THIRD = ""] = toFile(makeEvents(3)).split("\n").slice(3);
const HALF = THIRD.slice(0, 100);
const MIDDAY = Date.parse("2026-06-28T09:00:00.500Z");

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await makeStoreFolder({ [NAME]: `${toFile(makeEvents(2))}${HALF}` });
  path = join(folder, NAME);
});

async function setAge(seconds: number): Promise<void> {
  const modified = Date.now() / 1000 - seconds;
  await utimes(path, modified, modified);
}

/** The events and skipped lines that each reader counts. */
async function countAll() {
  const { index } = makeIndex(folder);
  const { summaries } = await index.refresh();
  const { events, report } = await readStore(folder);
  const cut = await countRange(fs, summaries, { startMs: 0, endMsExclusive: MIDDAY });
  const { stdout } = await runCli(["files", folder, "--json"]);
  const [row] = JSON.parse(stdout.toString()) as { events: number; skippedLines: number }[];
  return {
    index: [summaries[0]?.eventCount, summaries[0]?.skippedLineCount],
    partOfDay: cut.skippedLineCount,
    export: [events.length, report.skippedLineCount],
    listing: [row?.events, row?.skippedLines],
  };
}

describe("a last line without LF that is not whole", () => {
  it("is not damage while its file was modified a moment ago", async () => {
    expect(await countAll()).toEqual({
      index: [2, 0],
      partOfDay: 0,
      export: [2, 0],
      listing: [2, 0],
    });
  });

  it.each([60, -60])("is damage if its file was modified %i seconds ago", async (seconds) => {
    await setAge(seconds);
    expect(await countAll()).toEqual({
      index: [2, 1],
      partOfDay: 1,
      export: [2, 1],
      listing: [2, 1],
    });
  });

  it("is an event once it is whole", async () => {
    const { index } = makeIndex(folder);
    await index.refresh();
    await appendFile(path, `${THIRD.slice(100)}\n`);
    const { summaries } = await index.refresh();
    expect([summaries[0]?.eventCount, summaries[0]?.skippedLineCount]).toEqual([3, 0]);
  });

  it("is read again by the next scan, also from the cache, until it is damage", async () => {
    const cache = new MemoryCache();
    const { index } = makeIndex(folder, cache);
    const first = await index.refresh();
    expect(await index.refresh()).toBe(first);
    await index.flush();
    // As if the time had passed: the summary is of a fresh file, the file is an old one.
    await setAge(60);
    const { index: later } = makeIndex(folder, cache);
    for (const scan of [index, later]) {
      expect((await scan.refresh()).summaries[0]?.skippedLineCount).toBe(1);
    }
  });
});

describe("other lines that are not valid, in a file modified a moment ago", () => {
  it.each([
    ["with LF", `${HALF}\n`],
    ["that cannot start an object", "nonsense"],
    ["with CR", `${THIRD}\r${THIRD}`],
  ])("are damage: %s", async (_, tail) => {
    folder = await makeStoreFolder({ [NAME]: `${toFile(makeEvents(2))}${tail}` });
    const { report } = await readStore(folder);
    expect(report.skippedLineCount).toBe(1);
  });
});
