import { promises as nodeFs } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { QueryProgress } from "../../../../extension/store/query/eventQuery.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { makeEvents } from "../../../support/events.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { createPromptFileSystem } from "../../../support/promptFileSystem.ts";
import { makeStoreFolder, toFile } from "../../../support/storeFolder.ts";
import { idsOfPage, makeQuery, readAll } from "./eventQueryTestbed.ts";

const DAYS = ["2026-06-26", "2026-06-27", "2026-06-28"];

/** Three days with a thousand events each. */
function makeThreeDays(): Promise<string> {
  return makeStoreFolder(
    Object.fromEntries(
      DAYS.map((day) => [
        `telemetry-${day}-aaaaaaaa.jsonl`,
        makeEvents(1_000, day, day.slice(2).replaceAll("-", ""), 0),
      ]),
    ),
  );
}

/** A clock that advances by `stepMs` on each call. */
function tickingClock(stepMs: number) {
  let elapsed = 0;
  return { elapsedMs: () => (elapsed += stepMs) };
}

describe("running an EventQuery", () => {
  it("reports what it read and skipped", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-27-aaaaaaaa.jsonl": `${toFile(makeEvents(3))}no event\n{"torn\n`,
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(2),
    });
    const files = await listStoreFiles(nodeFs, folder);
    const [first, second] = files;
    await rm(join(folder, second?.name ?? ""));
    const query = await makeQuery(folder, { files });
    const state = await query.run(new AbortController().signal, () => undefined);
    expect(state).toEqual({
      matchedCount: 3,
      scannedCount: 3,
      readBytes: first?.byteCount,
      totalBytes: (first?.byteCount ?? 0) + (second?.byteCount ?? 0),
      skippedLineCount: 2,
      unreadFileCount: 1,
    });
    expect(query.progress).toEqual(state);
  });

  it("reports its first matches immediately, and then only as time passes", async () => {
    const counts: number[] = [];
    const query = await makeQuery(await makeThreeDays(), { newestFirst: true });
    await query.run(new AbortController().signal, ({ matchedCount }) => counts.push(matchedCount));
    expect(counts).toEqual([1_000]);
  });

  it("reports progress in the middle of a slow day", async () => {
    const seen: QueryProgress[] = [];
    const query = await makeQuery(await makeThreeDays(), {
      newestFirst: true,
      clock: tickingClock(60),
    });
    await query.run(new AbortController().signal, (progress) => seen.push(progress));
    expect(seen[0]).toMatchObject({ matchedCount: 0 });
    expect(seen[0]?.scannedCount).toBeGreaterThan(0);
    expect(seen[0]?.scannedCount).toBeLessThan(1_000);
    const scanned = seen.map(({ scannedCount }) => scannedCount);
    expect(scanned).toEqual(scanned.toSorted((left, right) => left - right));
    expect(seen.length).toBeGreaterThan(6);
  });

  it.each([true, false])(
    "returns pages of all counted events while it is running, newest first: %s",
    async (newestFirst) => {
      const folder = await makeThreeDays();
      const query = await makeQuery(folder, { newestFirst, clock: tickingClock(60) });
      const pages: Promise<string[]>[] = [];
      await query.run(new AbortController().signal, ({ matchedCount }) => {
        const page = query.page(Math.max(0, matchedCount - 5), 500, 262_144);
        pages.push(page.then(idsOfPage));
      });
      const all = idsOfPage(await readAll(query));
      expect(pages.length).toBeGreaterThan(6);
      for (const page of await Promise.all(pages)) {
        const start = all.indexOf(page[0] ?? "");
        expect(page).toEqual(page.length === 0 ? [] : all.slice(start, start + 5));
      }
    },
  );

  it("yields to other work between batches", async () => {
    const folder = await makeThreeDays();
    const query = await makeQuery(folder, {
      fs: createPromptFileSystem(),
      clock: tickingClock(10),
    });
    const running = query.run(new AbortController().signal, () => undefined);
    const counts = new Set<number>();
    for (let turn = 0; turn < 10; turn++) {
      await setImmediate();
      counts.add(query.progress.scannedCount);
    }
    expect(counts.size).toBeGreaterThan(5);
    expect(Math.max(...counts)).toBeLessThan(3_000);
    expect((await running).scannedCount).toBe(3_000);
  });
});

describe("canceling an EventQuery", () => {
  const reason = new Error("cancelled");

  it("opens nothing if it is canceled before it starts", async () => {
    const folder = await makeThreeDays();
    const opened: string[] = [];
    const fs = interceptFileSystem(nodeFs, (call, proceed) => {
      if (call.name === "open") opened.push(call.path);
      return proceed();
    });
    const query = await makeQuery(folder, { fs });
    const run = query.run(AbortSignal.abort(reason), () => undefined);
    await expect(run).rejects.toBe(reason);
    expect(opened).toEqual([]);
  });

  it.each([
    ["in the middle of a day", 128],
    ["after a day", 1_000],
    ["at the very end", 3_000],
  ])("stops it %s, closes its files, and keeps its matches", async (_, atCount) => {
    const folder = await makeThreeDays();
    const abort = new AbortController();
    const query = await makeQuery(folder, { clock: tickingClock(60) });
    const run = query.run(abort.signal, ({ scannedCount }) => {
      if (scannedCount >= atCount) abort.abort(reason);
    });
    await expect(run).rejects.toBe(reason);
    expect(openPaths(folder)).toEqual([]);
    const { matchedCount } = query.progress;
    expect(matchedCount).toBeGreaterThanOrEqual(atCount);
    expect(matchedCount).toBeLessThan(atCount + 256);
    expect(idsOfPage(await readAll(query))).toHaveLength(matchedCount);
    expect(idsOfPage(await readAll(query))).not.toContain("gone");
  });
});
