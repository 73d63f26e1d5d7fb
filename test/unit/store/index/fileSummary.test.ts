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
  it("counts events, errors, and skipped lines", async () => {
    const withError = makeEvent({ error: { message: "no" } });
    const content = `${toJsonLines([...makeEvents(3), withError, withError])}nonsense\n`;
    expect(await summaryOf(content)).toMatchObject({
      eventCount: 5,
      errorCount: 2,
      skippedLineCount: 1,
    });
  });

  it("ignores lines appended after the listing", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const file = await onlyFile(folder);
    const summary = await summarizeFile(fs, file);
    await fs.appendFile(file.path, toJsonLines(makeEvents(1)));
    expect(summary.file).toEqual(file);
    expect(await summarizeFile(fs, file)).toEqual(summary);
  });

  it("does not count null as an error, like exports", async () => {
    expect(await summaryOf([{ ...makeEvent(), error: null }])).toMatchObject({
      eventCount: 1,
      errorCount: 0,
    });
  });

  it("ignores headers and blank lines", async () => {
    const content = `\uFEFF\n\n\r\n${toJsonLines([makeHeader(), makeEvent()])}`;
    expect(await summaryOf(content)).toMatchObject({ eventCount: 1, skippedLineCount: 0 });
  });

  it("also counts events as misfiled if they are on another UTC day than the file", async () => {
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

  it("has the times of the earliest and latest event, in any order", async () => {
    const at = (hour: number) => Date.UTC(2026, 5, 28, hour);
    const rows = [9, 7, 11, 8].map((hour) =>
      makeEvent({ timestamp: new Date(at(hour)).toISOString() }),
    );
    expect(await summaryOf(rows)).toMatchObject({ firstMs: at(7), lastMs: at(11) });
  });

  it("has no times if there are no events", async () => {
    const summary = await summaryOf("nonsense\n");
    expect(summary).not.toHaveProperty("firstMs");
    expect(summary).not.toHaveProperty("lastMs");
  });

  it("lists the first ten skipped lines with their reasons", async () => {
    const content = `${toJsonLines([makeHeader()])}[]\n{}\n${"nonsense\n".repeat(20)}`;
    const { skippedLineCount, skippedLines } = await summaryOf(content);
    expect(skippedLineCount).toBe(22);
    expect(skippedLines).toEqual([
      { lineNumber: 2, reason: "not an event" },
      { lineNumber: 3, reason: "not an event" },
      ...[4, 5, 6, 7, 8, 9, 10, 11].map((lineNumber) => ({ lineNumber, reason: "not valid JSON" })),
    ]);
  });

  it("reports all skipped lines to the callback", async () => {
    const reported: number[] = [];
    const onSkippedLine = ({ lineNumber }: { lineNumber: number }) => reported.push(lineNumber);
    await summaryOf("nonsense\n".repeat(12), { onSkippedLine });
    expect(reported).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("lists event names by frequency, then by name", async () => {
    const summary = await summaryOf(named(["b", "c", "a", "c", "c", "a", "b", "d"]));
    expect(summary.frequentEvents).toEqual([
      { name: "c", count: 3 },
      { name: "a", count: 2 },
      { name: "b", count: 2 },
      { name: "d", count: 1 },
    ]);
  });

  it("counts up to 200 different names", async () => {
    const names = Array.from({ length: 250 }, (_, index) => `event ${index}`);
    const summary = await summaryOf(named([...names, "event 0", "event 249"]));
    expect(summary.eventCount).toBe(252);
    expect(summary.frequentEvents).toHaveLength(200);
    expect(summary.frequentEvents[0]).toEqual({ name: "event 0", count: 2 });
  });

  it("cuts names to 256 characters, and counts those together that are alike as a whole", async () => {
    const start = "n".repeat(256);
    const summary = await summaryOf(named([start, `${start}a`, `${start}b`, `${start}a`]));
    expect(summary.frequentEvents.map(({ count }) => count)).toEqual([2, 1, 1]);
    const [most] = summary.frequentEvents;
    expect(most?.name).toMatch(/^n{239}…[0-9a-f]{16}$/);
  });

  it.each(CORPUS)("counts $name like an independent reader", async ({ name, eventCount }) => {
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

  it("is empty for an empty file", async () => {
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
