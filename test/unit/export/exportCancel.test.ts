import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { makeEvents } from "../../support/events.ts";
import { eventually } from "../../support/eventually.ts";
import { runExport } from "../../../extension/export/exportJob.ts";
import { exportToFile } from "../../support/exportStore.ts";
import { GatedDisk } from "../../support/gatedDisk.ts";
import { interceptFileSystem, type FileCall } from "../../support/interceptedFileSystem.ts";
import { openPaths } from "../../support/openPaths.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";

let store: string;
let scratch: string;
let target: string;

const FILES = Object.fromEntries(
  ["aaaaaaaa", "bbbbbbbb"].map((session) => [
    `telemetry-2026-06-28-${session}.jsonl`,
    toFile(makeEvents(4_000, "2026-06-28", session, 0)),
  ]),
);

beforeEach(async () => {
  store = await makeStoreFolder(FILES);
  scratch = await makeScratchFolder();
  target = join(scratch, "out.json");
  await writeFile(target, "old");
});

async function expectUntouched(): Promise<void> {
  expect(await readdir(scratch)).toEqual(["out.json"]);
  expect(await readFile(target, "utf8")).toBe("old");
}

async function expectAllClosed(): Promise<void> {
  await eventually(() => {
    expect([...openPaths(store), ...openPaths(scratch)]).toEqual([]);
  });
}

describe.each(["json", "otlp"] as const)("a cancelled export (%s)", (format) => {
  it("changes nothing, whichever batch it is cancelled after", async () => {
    let batchCount = 0;
    const whole = join(await makeScratchFolder(), "whole.json");
    await exportToFile(format, store, whole, { onProgress: () => batchCount++ });
    expect(batchCount).toBeGreaterThan(8);

    for (let last = 1; last <= batchCount; last++) {
      const abort = new AbortController();
      let batches = 0;
      const cancelled = exportToFile(format, store, target, {
        signal: abort.signal,
        onProgress: () => {
          if (++batches === last) abort.abort();
        },
      });
      await expect(cancelled, `batch ${last}`).rejects.toMatchObject({ name: "AbortError" });
      await expectUntouched();
      await expectAllClosed();
    }
  });

  it("never begins if it is cancelled beforehand", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(exportToFile(format, store, target, { signal })).rejects.toThrow("enough");
    await expectUntouched();
    await expectAllClosed();
  });
});

/** How many writes an export takes; the last one is that of the end of the document. */
async function countWrites(): Promise<number> {
  let writeCount = 0;
  const counting = interceptFileSystem(fs, ({ name }, proceed) => {
    if (name === "handle.write") writeCount++;
    return proceed();
  });
  await exportToFile("json", store, join(await makeScratchFolder(), "out.json"), { fs: counting });
  return writeCount;
}

describe("a cancelled export on a disk that hangs", () => {
  /** Exports until the N-th call hangs, cancels then, and gives what lets the call go on. */
  async function cancelWhile(isHanging: (call: FileCall) => boolean, nth: number) {
    const abort = new AbortController();
    const disk = new GatedDisk();
    let count = 0;
    const hanging = disk.hold((call) => isHanging(call) && ++count === nth);
    const cancelled = exportToFile("json", store, target, { fs: disk.fs, signal: abort.signal });
    cancelled.catch(() => undefined);
    await Promise.race([hanging, cancelled]);
    await disk.standstill();
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    return () => disk.open();
  }

  const inStore = ({ path }: FileCall) => path.startsWith(store);
  const inScratch = ({ path }: FileCall) => path.startsWith(scratch);

  it.each<[string, (call: FileCall) => boolean, number]>([
    ["the folder is listed", (call) => call.name === "readdir" && inStore(call), 1],
    ["a file is looked at", (call) => call.name === "lstat" && inStore(call), 2],
    ["a file is opened", (call) => call.name === "open" && inStore(call), 1],
    ["the second file is opened", (call) => call.name === "open" && inStore(call), 2],
    ["an open file is looked at", (call) => call.name === "handle.stat" && inStore(call), 1],
    ["the first portion is read", (call) => call.name === "handle.read" && inStore(call), 1],
    ["a later portion is read", (call) => call.name === "handle.read" && inStore(call), 5],
    ["a file is closed", (call) => call.name === "handle.close" && inStore(call), 1],
    ["the target is looked at", (call) => call.name === "realpath", 1],
    ["leftovers are looked for", (call) => call.name === "readdir" && inScratch(call), 1],
    ["the first bytes are written", (call) => call.name === "handle.write", 1],
    ["the second bytes are written", (call) => call.name === "handle.write", 2],
    ["the bytes are brought to the disk", (call) => call.name === "handle.sync", 1],
    ["the new file is closed", (call) => call.name === "handle.close" && inScratch(call), 1],
  ])("ends at once while %s, and leaves the target unchanged", async (_, isHanging, nth) => {
    const release = await cancelWhile(isHanging, nth);
    await expectUntouched();
    await release();
    await expectAllClosed();
    await expectUntouched();
  });

  it("ends at once while the target is compared with the inputs, and never begins", async () => {
    const abort = new AbortController();
    const disk = new GatedDisk();
    const hanging = disk.hold(({ name }) => name === "realpath");
    const cancelled = runExport({
      fs: disk.fs,
      directory: store,
      range: {},
      format: "json",
      target: {
        name: target,
        path: target,
        isAtomic: true,
        begin: () => Promise.reject(new Error("begun")),
      },
      signal: abort.signal,
    });
    cancelled.catch(() => undefined);
    await hanging;
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    await disk.open();
    await expectUntouched();
    await expectAllClosed();
  });

  it("ends at once while the last bytes are written", async () => {
    const release = await cancelWhile((call) => call.name === "handle.write", await countWrites());
    await expectUntouched();
    await release();
    await expectAllClosed();
  });

  it("ends at once while the new file is created, and removes that file later", async () => {
    const release = await cancelWhile((call) => call.name === "open" && inScratch(call), 1);
    await expectUntouched();
    await release();
    await expectAllClosed();
    await eventually(expectUntouched);
  });

  it("is complete if it is cancelled during the final rename", async () => {
    const abort = new AbortController();
    const late = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name === "rename") abort.abort();
      return proceed();
    });
    const { byteCount } = await exportToFile("json", store, target, {
      fs: late,
      signal: abort.signal,
    });
    expect((await readFile(target)).length).toBe(byteCount);
    await expectAllClosed();
  });
});
