import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { tallyFiles } from "../../../../extension/store/index/countTally.ts";
import { countRange } from "../../../../extension/store/index/rangeCount.ts";
import { makeEvent, makeEvents, toJsonLines } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { summarizeFolder } from "./summaryTestbed.ts";

const error = { message: "no" };
const misfiled = makeEvent({ timestamp: "2026-06-20T12:00:00.000Z", error });
const at = (time: string) => Date.parse(`2026-06-28T${time}Z`);

/** Two days. The files of the first are from 9:00 to 9:09 and from 15:00 to 15:04. */
async function makeSummaries() {
  const folder = await makeStoreFolder({
    "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(10),
    "telemetry-2026-06-28-bbbbbbbb.jsonl": makeEvents(5, "2026-06-28", "bbbbbbbb", 15),
    "telemetry-2026-06-28-bbbbbbbb.1.jsonl": "nonsense\n",
    "telemetry-2026-06-29-aaaaaaaa.jsonl": [
      makeEvent({ timestamp: "2026-06-29T10:00:00.000Z", error }),
      misfiled,
    ],
  });
  const summaries = await summarizeFolder(folder);
  const bytesOf = (day: string) =>
    summaries
      .filter(({ file }) => file.day === day)
      .reduce((sum, { file }) => sum + file.byteCount, 0);
  return { summaries, bytesOf };
}

/** Records the names of opened files. */
function openedNames() {
  const names: string[] = [];
  const watched = interceptFileSystem(fs, ({ name, path }, proceed) => {
    if (name === "open") names.push(path.slice(path.lastIndexOf("/") + 1));
    return proceed();
  });
  return { names, watched };
}

describe("the days of a tally", () => {
  it("adds up the files of each day in order, without misfiled events", async () => {
    const { summaries, bytesOf } = await makeSummaries();
    expect((await tallyFiles(summaries)).days).toEqual([
      {
        day: "2026-06-28",
        fileCount: 3,
        byteCount: bytesOf("2026-06-28"),
        eventCount: 15,
        errorCount: 0,
        skippedLineCount: 1,
      },
      {
        day: "2026-06-29",
        fileCount: 1,
        byteCount: bytesOf("2026-06-29"),
        eventCount: 1,
        errorCount: 1,
        skippedLineCount: 0,
      },
    ]);
  });

  it("is empty without files", async () => {
    expect((await tallyFiles([])).days).toEqual([]);
  });
});

describe("the totals of a tally", () => {
  it("adds up all files, including misfiled events", async () => {
    const { summaries, bytesOf } = await makeSummaries();
    expect((await tallyFiles(summaries)).totals).toEqual({
      fileCount: 4,
      byteCount: bytesOf("2026-06-28") + bytesOf("2026-06-29"),
      eventCount: 17,
      errorCount: 2,
      skippedLineCount: 1,
      misfiledEventCount: 1,
      unreadFileCount: 0,
    });
  });

  it("counts unreadable files", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(3),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": makeEvents(4),
    });
    const faulty = interceptFileSystem(fs, ({ name, path }, proceed) =>
      name === "open" && path.includes("aaaaaaaa")
        ? Promise.reject(systemError("EACCES"))
        : proceed(),
    );
    expect((await tallyFiles(await summarizeFolder(folder, faulty))).totals).toMatchObject({
      fileCount: 2,
      eventCount: 4,
      unreadFileCount: 1,
    });
  });
});

describe("countRange", () => {
  it("counts complete files without opening them", async () => {
    const { summaries } = await makeSummaries();
    const { names, watched } = openedNames();
    const range = { startMs: at("09:00:00.000"), endMsExclusive: at("15:04:00.001") };
    expect(await countRange(watched, summaries, range)).toMatchObject({
      fileCount: 3,
      eventCount: 15,
    });
    expect(names).toEqual([]);
  });

  it("counts a file without events in the range without opening it", async () => {
    const { summaries, bytesOf } = await makeSummaries();
    const { names, watched } = openedNames();
    const range = { startMs: at("09:09:00.001"), endMsExclusive: at("15:00:00.000") };
    expect(await countRange(watched, summaries, range)).toEqual({
      fileCount: 3,
      byteCount: bytesOf("2026-06-28"),
      eventCount: 0,
      errorCount: 0,
      skippedLineCount: 1,
      misfiledEventCount: 0,
      unreadFileCount: 0,
      days: [
        {
          day: "2026-06-28",
          fileCount: 3,
          byteCount: bytesOf("2026-06-28"),
          eventCount: 0,
          errorCount: 0,
          skippedLineCount: 1,
        },
      ],
      frequentEvents: [],
    });
    expect(names).toEqual([]);
  });

  it("opens only files that are partly in the range", async () => {
    const { summaries } = await makeSummaries();
    const { names, watched } = openedNames();
    const range = { startMs: at("09:01:00.000"), endMsExclusive: at("20:00:00.000") };
    expect(await countRange(watched, summaries, range)).toMatchObject({ eventCount: 14 });
    expect(names).toEqual(["telemetry-2026-06-28-aaaaaaaa.jsonl"]);
  });

  it("returns the eight most frequent events of the range", async () => {
    const rows = Array.from({ length: 10 }, (_, index) =>
      Array.from({ length: index + 1 }, () => makeEvent({ event_name: `event ${index}` })),
    );
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": rows.flat(),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": rows.flat(),
    });
    const { frequentEvents } = await countRange(fs, await summarizeFolder(folder), {});
    expect(frequentEvents).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((index) => ({ name: `event ${index}`, count: 2 * index + 2 })),
    );
  });

  it("retries an unreadable file", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(3),
    });
    const faulty = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "open" ? Promise.reject(systemError("EMFILE")) : proceed(),
    );
    const summaries = await summarizeFolder(folder, faulty);
    expect(await countRange(fs, summaries, {})).toMatchObject({
      fileCount: 1,
      eventCount: 3,
      unreadFileCount: 0,
    });
    expect(await countRange(faulty, summaries, {})).toMatchObject({
      fileCount: 0,
      eventCount: 0,
      unreadFileCount: 1,
    });
  });

  it("ignores lines that were appended after the summary", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(10),
    });
    const summaries = await summarizeFolder(folder);
    await fs.appendFile(summaries[0]?.file.path ?? "", toJsonLines(makeEvents(10)));
    const range = { startMs: at("09:01:00.000") };
    expect(await countRange(fs, summaries, range)).toMatchObject({ eventCount: 9 });
  });

  it("rejects with the reason of the signal", async () => {
    const { summaries } = await makeSummaries();
    const range = { startMs: at("09:01:00.000") };
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(countRange(fs, summaries, range, signal)).rejects.toThrow("enough");
  });
});
