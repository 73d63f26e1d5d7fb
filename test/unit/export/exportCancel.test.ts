import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeEvents } from "../../support/events.ts";
import { exportToFile } from "../../support/exportStore.ts";
import { interceptFileSystem, type FileCall } from "../../support/interceptedFileSystem.ts";
import { openPaths } from "../../support/openPaths.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

let store: string;
let scratch: string;
let target: string;

beforeEach(async () => {
  const sessions = ["aaaaaaaa", "bbbbbbbb"].map((session): [string, object[]] => [
    `telemetry-2026-06-28-${session}.jsonl`,
    makeEvents(4_000, "2026-06-28", session, 0),
  ]);
  store = await makeStoreFolder(Object.fromEntries(sessions));
  scratch = await makeScratchFolder();
  target = join(scratch, "out.json");
  await writeFile(target, "old");
});

async function expectUntouched(): Promise<void> {
  expect(await readdir(scratch)).toEqual(["out.json"]);
  expect(await readFile(target, "utf8")).toBe("old");
}

async function expectAllClosed(): Promise<void> {
  await vi.waitFor(() => {
    expect([...openPaths(store), ...openPaths(scratch)]).toEqual([]);
  });
}

describe.each(["json", "otlp"] as const)("a cancelled export (%s)", (format) => {
  it("leaves all as it was, after whichever batch it is cancelled", async () => {
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

  it("never begins where it is cancelled before", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(exportToFile(format, store, target, { signal })).rejects.toThrow("enough");
    await expectUntouched();
    await expectAllClosed();
  });
});

/** Waits until nothing is counted any more for many turns of the event loop. */
async function standstill(count: () => number): Promise<void> {
  for (let turn = 0, last = -1; turn < 3_000; turn++) {
    if (count() !== last) turn = 0;
    last = count();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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
    const gate = Promise.withResolvers<undefined>();
    const hanging = Promise.withResolvers<undefined>();
    let count = 0;
    let callCount = 0;
    const slow = interceptFileSystem(fs, async (call, proceed) => {
      callCount++;
      if (isHanging(call) && ++count === nth) {
        hanging.resolve(undefined);
        await gate.promise;
      }
      return proceed();
    });
    const cancelled = exportToFile("json", store, target, { fs: slow, signal: abort.signal });
    cancelled.catch(() => undefined);
    await Promise.race([hanging.promise, cancelled]);
    await standstill(() => callCount);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    return () => {
      gate.resolve(undefined);
    };
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
  ])("ends at once while %s, and leaves the target as it was", async (_, isHanging, nth) => {
    const release = await cancelWhile(isHanging, nth);
    await expectUntouched();
    release();
    await expectAllClosed();
    await expectUntouched();
  });

  it("ends at once while the last bytes are written", async () => {
    const release = await cancelWhile((call) => call.name === "handle.write", await countWrites());
    await expectUntouched();
    release();
    await expectAllClosed();
  });

  it("ends at once while the new file is made, which goes as soon as it is there", async () => {
    const release = await cancelWhile((call) => call.name === "open" && inScratch(call), 1);
    await expectUntouched();
    release();
    await expectAllClosed();
    await vi.waitFor(expectUntouched);
  });

  it("is whole where the last step is under way, which is done or not done", async () => {
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
