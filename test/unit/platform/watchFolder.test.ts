import { appendFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchFolder } from "../../../extension/platform/watchFolder.ts";
import { eventually } from "../../support/eventually.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

/** Watches a folder that holds one file, until the end of the test. */
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

describe("a folder that is watched", () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ["a file has grown", (file) => appendFile(file, "x")],
    ["a file is new", (file) => writeFile(`${file}.new`, "")],
    ["a file is gone", (file) => rm(file)],
    ["a file has another name", (file) => rename(file, `${file}.old`)],
  ])("tells that %s", async (_, change) => {
    const { file, changed } = await watchScratch();
    await change(file);
    await changed();
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ["is deleted", (folder) => rm(folder, { recursive: true })],
    ["has another name", (folder) => rename(folder, `${folder}-moved`)],
  ])("tells once that its watch has ended where it %s", async (_, change) => {
    const { folder, changed, stop, ends } = await watchScratch();
    await change(folder);
    await changed();
    await eventually(() => {
      expect(ends).toHaveLength(1);
    });
    expect(stop).not.toThrow();
  });

  it("is watched on while its files come and go", async () => {
    const { file, changed, ends } = await watchScratch();
    await rm(file);
    await changed();
    expect(ends).toEqual([]);
  });

  it("tells nothing once the watch has ended", async () => {
    const { file, folder, stop, count } = await watchScratch();
    stop();
    // Another watch of the same folder tells when the first one would have.
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

describe("what cannot be watched", () => {
  it("is a folder that does not exist", async () => {
    const missing = join(await makeScratchFolder(), "missing");
    const nothing = () => undefined;
    expect(() => watchFolder(missing, nothing, nothing)).toThrow("ENOENT");
  });
});
