import { appendFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchFolder } from "../../../extension/platform/watchFolder.ts";
import { eventually } from "../../support/eventually.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

/** Watches a folder with one file until the end of the test. */
async function watchScratch() {
  const folder = await makeScratchFolder();
  const file = join(folder, "a");
  await writeFile(file, "");
  let changeCount = 0;
  const ends: unknown[] = [];
  const stop = watchFolder(
    folder,
    () => changeCount++,
    (reason) => ends.push(reason),
  );
  onTestFinished(stop);
  return {
    folder,
    file,
    stop,
    changed: () =>
      eventually(() => {
        expect(changeCount).toBeGreaterThan(0);
      }),
    count: () => changeCount,
    ends,
  };
}

describe("a watched folder", () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ["a file grows", (file) => appendFile(file, "x")],
    ["a file is created", (file) => writeFile(`${file}.new`, "")],
    ["a file is deleted", (file) => rm(file)],
    ["a file is renamed", (file) => rename(file, `${file}.old`)],
  ])("notifies when %s", async (_, change) => {
    const { file, changed } = await watchScratch();
    await change(file);
    await changed();
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ["is deleted", (folder) => rm(folder, { recursive: true })],
    ["is renamed", (folder) => rename(folder, `${folder}-moved`)],
  ])("notifies once that the watch has ended when it %s", async (_, change) => {
    const { folder, changed, stop, ends } = await watchScratch();
    await change(folder);
    await changed();
    await eventually(() => {
      expect(ends).toHaveLength(1);
    });
    expect(stop).not.toThrow();
  });

  it("is still watched after a file is deleted", async () => {
    const { file, changed, ends } = await watchScratch();
    await rm(file);
    await changed();
    expect(ends).toEqual([]);
  });

  it("does not notify after the watch is stopped", async () => {
    const { file, folder, stop, count } = await watchScratch();
    stop();
    // A second watch of the folder shows when the first one would have been notified.
    const other = Promise.withResolvers<undefined>();
    const stopOther = watchFolder(
      folder,
      () => {
        other.resolve(undefined);
      },
      () => undefined,
    );
    await appendFile(file, "x");
    await other.promise;
    stopOther();
    expect(count()).toBe(0);
  });
});

describe("a missing folder", () => {
  it("cannot be watched", async () => {
    const missing = join(await makeScratchFolder(), "missing");
    const nothing = () => undefined;
    expect(() => watchFolder(missing, nothing, nothing)).toThrow("ENOENT");
  });
});
