import { promises as fs } from "node:fs";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWholeFile, replaceWholeFile } from "../../../extension/platform/wholeFile.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

describe("a small file", () => {
  it("contains what was written last, and leaves no other file", async () => {
    const folder = await makeScratchFolder();
    const path = join(folder, "new", "state.json");
    await replaceWholeFile(fs, path, "first", 0);
    await replaceWholeFile(fs, path, "second", 0);
    expect(await readWholeFile(fs, path, 100)).toBe("second");
    expect(await readdir(join(folder, "new"))).toEqual(["state.json"]);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it("is read up to the limit", async () => {
    const path = join(await makeScratchFolder(), "state.json");
    await writeFile(path, "12345");
    expect(await readWholeFile(fs, path, 3)).toBe("123");
  });

  it("is undefined if it does not exist", async () => {
    expect(await readWholeFile(fs, join(await makeScratchFolder(), "none"), 3)).toBeUndefined();
  });

  it("cannot be a folder", async () => {
    const path = join(await makeScratchFolder(), "state.json");
    await mkdir(path);
    await expect(readWholeFile(fs, path, 3)).rejects.toThrow();
  });
});
