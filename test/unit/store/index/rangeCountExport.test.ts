import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tallyFiles } from "../../../../extension/store/index/countTally.ts";
import { countRange } from "../../../../extension/store/index/rangeCount.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { DAY_MS, utcDayOf, type InstantRange } from "../../../../shared/days.ts";
import { CORPUS, corpusFolder } from "../../../support/corpus.ts";
import { readStore } from "../../../support/readStore.ts";
import { writeSampleStore } from "../../../support/sampleStore.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { summarizeFolder } from "./summaryTestbed.ts";

/** The expected result of `countRange`, from an export of the range. */
async function countOfExport(folder: string, range: InstantRange) {
  const { events, report } = await readStore(folder, { range });
  const days = new Map<string, { eventCount: number; errorCount: number }>();
  for (const { day } of await listStoreFiles(fs, folder, range)) {
    days.set(day, { eventCount: 0, errorCount: 0 });
  }
  const names = new Map<string, number>();
  let errorCount = 0;
  let misfiledEventCount = 0;
  for (const { row, fileName } of events) {
    const hasError = row.error !== undefined && row.error !== null;
    if (hasError) errorCount++;
    names.set(row.event_name, (names.get(row.event_name) ?? 0) + 1);
    const day = utcDayOf(Date.parse(row.timestamp));
    const sum = fileName.includes(day) ? days.get(day) : undefined;
    if (sum === undefined) misfiledEventCount++;
    else {
      sum.eventCount++;
      if (hasError) sum.errorCount++;
    }
  }
  return {
    fileCount: report.fileCount,
    byteCount: report.byteCount,
    eventCount: events.length,
    errorCount,
    skippedLineCount: report.skippedLineCount,
    misfiledEventCount,
    unreadFileCount: report.unreadFiles.length,
    days: [...days].map(([day, counts]) => ({ day, ...counts })),
    frequentEvents: [...names]
      .map(([name, count]) => ({ name, count }))
      .sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1))
      .slice(0, 8),
  };
}

async function expectCountsToMatchExports(folder: string, rounds: number) {
  const random = seededRandom(42);
  const summaries = await summarizeFolder(folder);
  const times = summaries.flatMap(({ firstMs = 0, lastMs = 0, file }) => [
    firstMs,
    lastMs,
    Date.parse(file.day),
  ]);
  /** Mostly near a boundary, where mistakes are likely. */
  const randomTime = () => {
    const time = times[Math.floor(random() * times.length)] ?? 0;
    const spread = random() < 0.5 ? 2 : DAY_MS;
    return time + Math.floor((random() - 0.5) * spread * 2);
  };
  for (let round = 0; round < rounds; round++) {
    const [one, other] = [randomTime(), randomTime()];
    const range: InstantRange = {
      ...(random() < 0.9 && { startMs: Math.min(one, other) }),
      ...(random() < 0.9 && { endMsExclusive: Math.max(one, other) }),
    };
    const counted = await countRange(fs, summaries, range);
    const expected = await countOfExport(folder, range);
    expect(counted, JSON.stringify(range)).toMatchObject(expected);
    for (const member of ["fileCount", "byteCount", "skippedLineCount"] as const) {
      const sum = counted.days.reduce((total, day) => total + day[member], 0);
      expect(sum, `${member} of ${JSON.stringify(range)}`).toBe(counted[member]);
    }
  }
  const all = await countRange(fs, summaries, {});
  expect(all.days).toEqual((await tallyFiles(summaries)).days);
  expect(all).toMatchObject((await tallyFiles(summaries)).totals);
}

/** Truncates some lines, misfiles others, and replaces a file with an invalid one. */
async function damage(folder: string): Promise<void> {
  const random = seededRandom(5);
  const names = (await readdir(folder)).sort();
  for (const [index, name] of names.entries()) {
    const lines = (await readFile(join(folder, name), "utf8")).split("\n");
    const changed = lines.map((line) => {
      if (random() < 0.02) return line.slice(0, Math.floor(random() * line.length));
      if (random() > 0.03) return line;
      const days = String(Math.floor(1 + random() * 28)).padStart(2, "0");
      return line.replace(/("timestamp":"\d{4}-\d\d-)\d\d/, `$1${days}`);
    });
    await writeFile(join(folder, name), index === 3 ? "nonsense\n" : changed.join("\n"));
  }
}

describe("the count of a range matches an export", () => {
  it.each(CORPUS)("in 100 random ranges of $name", async ({ name }) => {
    await expectCountsToMatchExports(corpusFolder(name), 100);
  });

  it("in 100 random ranges of a store with corrupted and misfiled lines", async () => {
    const folder = await makeScratchFolder();
    await writeSampleStore(folder, { days: 8, nowMs: Date.parse("2026-06-30T15:00:00.000Z") });
    await damage(folder);
    const { misfiledEventCount, skippedLineCount } = (
      await tallyFiles(await summarizeFolder(folder))
    ).totals;
    expect(misfiledEventCount).toBeGreaterThan(20);
    expect(skippedLineCount).toBeGreaterThan(20);
    await expectCountsToMatchExports(folder, 100);
  });
});
