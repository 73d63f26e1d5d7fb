import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { summarizeFile } from "../../../../extension/store/index/fileSummary.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { CORPUS, corpusFolder, readCorpus } from "../../../support/corpus.ts";
import { makeEvent, makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { onlyFile, NAME, summarizeFolder, summaryOf } from "./summaryTestbed.ts";

const named = (names: readonly string[]) => names.map((name) => makeEvent({ event_name: name }));

describe("the summary of a file", () => {
  it("counts events, errors and skipped lines", async () => {
    const withError = makeEvent({ error: { message: "no" } });
    const content = `${toJsonLines([...makeEvents(3), withError, withError])}nonsense\n`;
    expect(await summaryOf(content)).toMatchObject({
      eventCount: 5,
      errorCount: 2,
      skippedLineCount: 1,
    });
  });

  it("is of the file as it was listed", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const file = await onlyFile(folder);
    const summary = await summarizeFile(fs, file);
    await fs.appendFile(file.path, toJsonLines(makeEvents(1)));
    expect(summary.file).toEqual(file);
    expect(await summarizeFile(fs, file)).toEqual(summary);
  });

  it("counts an error that is null as none, as the exports do", async () => {
    expect(await summaryOf([{ ...makeEvent(), error: null }])).toMatchObject({
      eventCount: 1,
      errorCount: 0,
    });
  });

  it("counts headers and blank lines neither as events nor as skipped", async () => {
    const content = `\uFEFF\n\n\r\n${toJsonLines([makeHeader(), makeEvent()])}`;
    expect(await summaryOf(content)).toMatchObject({ eventCount: 1, skippedLineCount: 0 });
  });

  it("counts events of another UTC day than the file's name as misfiled as well", async () => {
    const error = { message: "no" };
    const rows = [
      makeEvent({ timestamp: "2026-06-27T23:59:59.999Z", error }),
      makeEvent({ timestamp: "2026-06-28T00:00:00.000Z", error }),
      makeEvent({ timestamp: "2026-06-28T23:59:59.999Z" }),
      makeEvent({ timestamp: "2026-06-29T00:00:00.000Z" }),
    ];
    expect(await summaryOf(rows)).toMatchObject({
      eventCount: 4,
      errorCount: 2,
      misfiledEventCount: 2,
      misfiledErrorCount: 1,
    });
  });

  it("has the instants of the earliest and the latest event, whatever their order", async () => {
    const at = (hour: number) => Date.UTC(2026, 5, 28, hour);
    const rows = [9, 7, 11, 8].map((hour) =>
      makeEvent({ timestamp: new Date(at(hour)).toISOString() }),
    );
    expect(await summaryOf(rows)).toMatchObject({ firstMs: at(7), lastMs: at(11) });
  });

  it("has no instants where there are no events", async () => {
    const summary = await summaryOf("nonsense\n");
    expect(summary).not.toHaveProperty("firstMs");
    expect(summary).not.toHaveProperty("lastMs");
  });

  it("names the first ten skipped lines with their reasons", async () => {
    const content = `${toJsonLines([makeHeader()])}[]\n{}\n${"nonsense\n".repeat(20)}`;
    const { skippedLineCount, skippedLines } = await summaryOf(content);
    expect(skippedLineCount).toBe(22);
    expect(skippedLines).toEqual([
      { lineNumber: 2, reason: "not an event" },
      { lineNumber: 3, reason: "not an event" },
      ...[4, 5, 6, 7, 8, 9, 10, 11].map((lineNumber) => ({ lineNumber, reason: "not valid JSON" })),
    ]);
  });

  it("tells a caller of all skipped lines", async () => {
    const told: number[] = [];
    const onSkippedLine = ({ lineNumber }: { lineNumber: number }) => told.push(lineNumber);
    await summaryOf("nonsense\n".repeat(12), { onSkippedLine });
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("has the names of events, the most frequent first, then by name", async () => {
    const summary = await summaryOf(named(["b", "c", "a", "c", "c", "a", "b", "d"]));
    expect(summary.frequentEvents).toEqual([
      { name: "c", count: 3 },
      { name: "a", count: 2 },
      { name: "b", count: 2 },
      { name: "d", count: 1 },
    ]);
  });

  it("tells 200 names apart and goes on counting those", async () => {
    const names = Array.from({ length: 250 }, (_, index) => `event ${index}`);
    const summary = await summaryOf(named([...names, "event 0", "event 249"]));
    expect(summary.eventCount).toBe(252);
    expect(summary.frequentEvents).toHaveLength(200);
    expect(summary.frequentEvents[0]).toEqual({ name: "event 0", count: 2 });
  });

  it("cuts names to 256 characters and counts those alike together", async () => {
    const start = "n".repeat(256);
    const summary = await summaryOf(named([start, `${start}a`, `${start}b`]));
    expect(summary.frequentEvents).toEqual([{ name: start, count: 3 }]);
  });

  it.each(CORPUS)("counts $name as an independent reading does", async ({ name, eventCount }) => {
    const events = readCorpus(name);
    const summaries = await summarizeFolder(corpusFolder(name));
    expect(summaries.reduce((sum, summary) => sum + summary.eventCount, 0)).toBe(eventCount);
    for (const summary of summaries) {
      const own = events.filter(({ fileName }) => fileName === summary.file.name);
      const times = own.map(({ line }) => Date.parse(String(line["timestamp"])));
      const frequencies = Map.groupBy(own, ({ line }) => line["event_name"]);
      expect(summary).toMatchObject({
        eventCount: own.length,
        errorCount: own.filter(({ line }) => "error" in line).length,
        misfiledEventCount: 0,
        skippedLineCount: 0,
        firstMs: Math.min(...times),
        lastMs: Math.max(...times),
      });
      expect(new Map(summary.frequentEvents.map(({ name, count }) => [name, count]))).toEqual(
        new Map([...frequencies].map(([name, rows]) => [name, rows.length])),
      );
    }
  });

  it("of an empty file counts nothing", async () => {
    const folder = await makeStoreFolder({ [NAME]: "" });
    const [file] = await listStoreFiles(fs, folder);
    expect(await summaryOf("")).toMatchObject({
      file: { name: file?.name, byteCount: 0 },
      eventCount: 0,
      skippedLineCount: 0,
      frequentEvents: [],
    });
  });
});
