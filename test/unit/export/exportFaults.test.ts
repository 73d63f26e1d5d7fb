import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { makeEvents } from "../../support/events.ts";
import { exportToFile } from "../../support/exportStore.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { openPaths } from "../../support/openPaths.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";

const EVENT_COUNT = 2_600;

const FILES = {
  "telemetry-2026-06-28-aaaaaaaa.jsonl": toFile(makeEvents(1_300, "2026-06-28", "aaaaaaaa", 0)),
  "telemetry-2026-06-28-aaaaaaaa.1.jsonl": toFile(makeEvents(1_100, "2026-06-28", "aaaaaaab", 0)),
  "telemetry-2026-06-28-bbbbbbbb.jsonl": toFile(makeEvents(200, "2026-06-28", "bbbbbbbb", 0)),
};

/** `fs` whose N-th call of a name fails, and each one after it where that is to last. */
function failing(name: string, nth: number, lasts: boolean) {
  let count = 0;
  const faulty = interceptFileSystem(fs, async (call, proceed) => {
    if (call.name !== name) return proceed();
    count++;
    const isNow = lasts ? count >= nth : count === nth;
    if (!isNow) return proceed();
    // A file is closed even where closing it fails.
    if (name === "handle.close") await proceed();
    throw systemError("EIO");
  });
  return { faulty, callCount: () => count };
}

describe.each(["json", "otlp"] as const)("an export on a disk that fails (%s)", (format) => {
  it.each([
    ["open", false],
    ["open", true],
    ["lstat", false],
    ["lstat", true],
    ["readdir", false],
    ["realpath", false],
    ["stat", false],
    ["handle.stat", false],
    ["handle.stat", true],
    ["handle.read", false],
    ["handle.read", true],
    ["handle.write", false],
    ["handle.write", true],
    ["handle.sync", false],
    ["handle.close", false],
    ["handle.close", true],
    ["rename", false],
  ])("is whole or not there, whichever %s fails (from then on: %s)", async (name, lasts) => {
    const store = await makeStoreFolder(FILES);
    const scratch = await makeScratchFolder();
    const target = join(scratch, "out.json");
    let wasReached = true;
    for (let nth = 1; wasReached; nth++) {
      await writeFile(target, "old");
      const { faulty, callCount } = failing(name, nth, lasts);
      try {
        const { eventCount, report } = await exportToFile(format, store, target, { fs: faulty });
        const problems = report.unreadFiles.length;
        expect(problems > 0 || eventCount === EVENT_COUNT, `${name} ${nth}`).toBe(true);
        if (eventCount === 0) expect(await readFile(target, "utf8")).toBe("old");
      } catch (error) {
        expect(error).toBeInstanceOf(ExportError);
        expect(await readFile(target, "utf8"), `${name} ${nth}`).toBe("old");
      }
      expect(await readdir(scratch), `${name} ${nth}`).toEqual(["out.json"]);
      expect([...openPaths(store), ...openPaths(scratch)], `${name} ${nth}`).toEqual([]);
      wasReached = callCount() >= nth;
      expect(nth > 1 || wasReached, `${name} is called`).toBe(true);
    }
  });
});
