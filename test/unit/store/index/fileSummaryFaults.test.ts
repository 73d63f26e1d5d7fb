import { promises as fs } from "node:fs";
import { mkdir, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { summarizeFile } from "../../../../extension/store/index/fileSummary.ts";
import { makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { readStore } from "../../../support/readStore.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { NAME, onlyFile } from "./summaryTestbed.ts";

/** More than one chunk of 256 KiB. */
const MANY = 2_000;

/** The counts of an export of the only file in the folder. */
async function exportCounts(folder: string) {
  const { events, report } = await readStore(folder);
  const times = events.map(({ row }) => Date.parse(row.timestamp));
  return {
    eventCount: events.length,
    errorCount: events.filter(({ row }) => (row.error ?? null) !== null).length,
    skippedLineCount: report.skippedLineCount,
    skippedLines: report.skippedLines
      .slice(0, 10)
      .map(({ lineNumber, reason }) => ({ lineNumber, reason })),
    ...(events.length > 0 && { firstMs: Math.min(...times), lastMs: Math.max(...times) }),
  };
}

describe("the summary of a corrupted file", () => {
  it("matches an export after each of 300 random corruptions", async () => {
    const random = seededRandom(8);
    const folder = await makeScratchFolder();
    const rows = makeEvents(60).map((row, index) =>
      index % 3 === 0 ? { ...row, properties: { text: "é 😀 \u2028" } } : row,
    );
    const content = Buffer.from(toJsonLines([makeHeader(), ...rows]));
    for (let round = 0; round < 300; round++) {
      const damaged = Buffer.from(content);
      for (let change = 0; change < 1 + random() * 20; change++) {
        damaged[Math.floor(random() * damaged.length)] = random() < 0.3 ? 0x0a : random() * 256;
      }
      await writeFile(join(folder, NAME), damaged);
      const summary = await summarizeFile(fs, await onlyFile(folder));
      expect(summary, `round ${round}`).toMatchObject(await exportCounts(folder));
    }
  });

  it("skips lines longer than 1 MiB like an export, including the last one", async () => {
    const long = "x".repeat(1_048_577);
    const rows = makeEvents(2);
    const folder = await makeStoreFolder({
      [NAME]: `${toJsonLines(rows)}${long}\n${toJsonLines(rows)}${long}`,
    });
    const summary = await summarizeFile(fs, await onlyFile(folder));
    expect(summary).toMatchObject(await exportCounts(folder));
    expect(summary.skippedLines).toEqual([
      { lineNumber: 3, reason: "longer than 1 MiB" },
      { lineNumber: 6, reason: "longer than 1 MiB" },
    ]);
  });

  it("yields to other work while skipping a chunk of garbage", async () => {
    const folder = await makeStoreFolder({ [NAME]: "x\n".repeat(100_000) });
    let turnCount = 0;
    let isDone = false;
    const takeTurn = () => {
      turnCount++;
      if (!isDone) setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    const summary = await summarizeFile(fs, await onlyFile(folder));
    isDone = true;
    expect(summary.skippedLineCount).toBe(100_000);
    expect(turnCount).toBeGreaterThan(500);
  });
});

describe("the summary of an unreadable file", () => {
  it.each<[string, (path: string, folder: string) => unknown]>([
    ["a pipe", (path) => execFileSync("mkfifo", [path])],
    ["a folder", (path) => mkdir(path)],
    ["a link to a file", (path, folder) => symlink(join(folder, "other"), path)],
    ["nothing", () => undefined],
  ])("has the reason if it was replaced by %s", async (_, make) => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(3), other: makeEvents(3) });
    const file = await onlyFile(folder);
    await rm(file.path);
    await make(file.path, folder);
    const summary = await summarizeFile(fs, file);
    expect(summary).toMatchObject({ file, eventCount: 0 });
    expect(summary.unreadReason).not.toBe("");
    expect(summary.unreadReason).toBeDefined();
    expect(openPaths(folder)).toEqual([]);
  });

  it("counts the lines read before a failure", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(MANY) });
    let readCount = 0;
    const failing = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "handle.read" && ++readCount > 1 ? Promise.reject(systemError("EIO")) : proceed(),
    );
    const summary = await summarizeFile(failing, await onlyFile(folder));
    expect(summary.unreadReason).toBe("EIO: injected");
    expect(summary.eventCount).toBeGreaterThan(100);
    expect(summary.eventCount).toBeLessThan(MANY);
    expect(openPaths(folder)).toEqual([]);
  });

  it("has the actual size of a file that was truncated after the listing", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(20) });
    const file = await onlyFile(folder);
    await truncate(file.path, 3_000);
    await utimes(file.path, 0, 0);
    const summary = await summarizeFile(fs, file);
    expect(summary).toMatchObject({ file: { byteCount: 3_000 }, ...(await exportCounts(folder)) });
  });
});

describe("aborting a summary", () => {
  it("prevents it if the signal is already aborted", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const file = await onlyFile(folder);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(summarizeFile(fs, file, { signal })).rejects.toThrow("enough");
  });

  it("rejects with the reason of the signal and closes the file", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(MANY) });
    const abort = new AbortController();
    const aborting = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name === "handle.read") abort.abort(new Error("enough"));
      return proceed();
    });
    const options = { signal: abort.signal };
    const summary = summarizeFile(aborting, await onlyFile(folder), options);
    await expect(summary).rejects.toThrow("enough");
    expect(openPaths(folder)).toEqual([]);
  });
});
