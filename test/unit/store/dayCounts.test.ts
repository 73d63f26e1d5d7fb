import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { countFiles, sumByDay } from "../../../extension/store/dayCounts.ts";
import { ReadReport } from "../../../extension/store/readReport.ts";
import { listStoreFiles } from "../../../extension/store/storeFiles.ts";
import { CORPUS, corpusFolder, readCorpus } from "../../support/corpus.ts";
import { makeEvent, makeEvents, toJsonLines } from "../../support/events.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

async function countFolder(folder: string, fileSystem = fs) {
  const report = new ReadReport();
  const counts = await countFiles(fileSystem, await listStoreFiles(fs, folder), report);
  return { counts, report };
}

describe("countFiles", () => {
  it("counts events, errors and skipped lines of each file", async () => {
    const withError = makeEvent({ error: { message: "no" } });
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": [...makeEvents(3), withError],
      "telemetry-2026-06-28-aaaaaaaa.1.jsonl": `${toJsonLines([withError])}nonsense\n`,
      "telemetry-2026-06-29-aaaaaaaa.jsonl": "",
    });
    const { counts, report } = await countFolder(folder);
    expect(
      counts.map(({ file, eventCount, errorCount, skippedLineCount }) => [
        file.name,
        eventCount,
        errorCount,
        skippedLineCount,
      ]),
    ).toEqual([
      ["telemetry-2026-06-28-aaaaaaaa.jsonl", 4, 1, 0],
      ["telemetry-2026-06-28-aaaaaaaa.1.jsonl", 1, 1, 1],
      ["telemetry-2026-06-29-aaaaaaaa.jsonl", 0, 0, 0],
    ]);
    expect(report.skippedLineCount).toBe(1);
  });

  it("counts an error that is null as none, as the exports do", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": [{ ...makeEvent(), error: null }],
    });
    expect((await countFolder(folder)).counts[0]?.errorCount).toBe(0);
  });

  it("counts a file that cannot be read as empty, and reports it", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(3),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": makeEvents(4),
    });
    const faulty = interceptFileSystem(fs, ({ name, path }, proceed) =>
      name === "open" && path.includes("aaaaaaaa")
        ? Promise.reject(systemError("EACCES"))
        : proceed(),
    );
    const report = new ReadReport();
    const counts = await countFiles(faulty, await listStoreFiles(fs, folder), report);
    expect(counts.map(({ eventCount }) => eventCount)).toEqual([0, 4]);
    expect(report.unreadFiles.map(({ fileName }) => fileName)).toEqual([
      "telemetry-2026-06-28-aaaaaaaa.jsonl",
    ]);
  });

  it.each(CORPUS)(
    "counts the events of $name as an independent reading does",
    async ({ name, eventCount }) => {
      const { counts } = await countFolder(corpusFolder(name));
      const events = readCorpus(name);
      expect(events).toHaveLength(eventCount);
      for (const count of counts) {
        const own = events.filter(({ fileName }) => fileName === count.file.name);
        expect(count.eventCount).toBe(own.length);
        expect(count.errorCount).toBe(own.filter(({ line }) => "error" in line).length);
      }
      expect(counts.reduce((sum, count) => sum + count.eventCount, 0)).toBe(eventCount);
    },
  );
});

describe("sumByDay", () => {
  it("adds up the files of each day, in the order of the days", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-29-aaaaaaaa.jsonl": makeEvents(2),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": makeEvents(3),
      "telemetry-2026-06-28-aaaaaaaa.jsonl": [
        ...makeEvents(4),
        makeEvent({ error: { message: "" } }),
      ],
      "telemetry-2026-06-28-aaaaaaaa.1.jsonl": "nonsense\n",
    });
    const { counts } = await countFolder(folder);
    const bytesOf = (day: string) =>
      counts
        .filter(({ file }) => file.day === day)
        .reduce((sum, { file }) => sum + file.byteCount, 0);
    expect(sumByDay(counts)).toEqual([
      {
        day: "2026-06-28",
        fileCount: 3,
        byteCount: bytesOf("2026-06-28"),
        eventCount: 8,
        errorCount: 1,
        skippedLineCount: 1,
      },
      {
        day: "2026-06-29",
        fileCount: 1,
        byteCount: bytesOf("2026-06-29"),
        eventCount: 2,
        errorCount: 0,
        skippedLineCount: 0,
      },
    ]);
  });

  it("of no files is empty", () => {
    expect(sumByDay([])).toEqual([]);
  });
});
