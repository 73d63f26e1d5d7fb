import { promises as fs } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Sources } from "../../../extension/actions/sources.ts";
import { memoryFileSystem } from "../../memfs/memoryFileSystem.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

const CODER = "/storage/coder.coder-remote/telemetry";
const OWN = "/storage/coder.coder-telemetry/telemetry";

function makeSources(remembered?: unknown, files: Record<string, string> = {}) {
  const memory = {
    value: remembered,
    get: () => memory.value,
    set: (value: unknown) => {
      memory.value = value;
      return Promise.resolve();
    },
  };
  const memoryFs = memoryFileSystem({ "/storage/x": "", ...files });
  return {
    memory,
    sources: new Sources({
      fs: memoryFs,
      ownDirectory: OWN,
      coderDirectory: CODER,
      stored: memory,
    }),
  };
}

describe("the source that is shown at first", () => {
  it.each([
    ["nothing", undefined, "own"],
    ["the folder of the other extension", { kind: "coder" }, "coder"],
    ["a chosen folder", { kind: "folder", folder: "/other" }, "folder"],
    ["a chosen folder without its name", { kind: "folder" }, "own"],
    ["the own folder as a chosen one", { kind: "folder", folder: `${OWN}/` }, "own"],
    ["another kind", { kind: "remote", folder: "/other" }, "own"],
    ["a folder that is no text", { kind: "folder", folder: 7 }, "own"],
    ["a text", "folder", "own"],
    ["null", null, "own"],
  ])("is, where the window before remembered %s, as it was or the own one", (_, value, kind) => {
    expect(makeSources(value).sources.current.kind).toBe(kind);
  });
});

describe("the sources to choose from", () => {
  it("are the own one alone where there is no other", async () => {
    const { sources } = makeSources();
    expect(await sources.list()).toEqual([{ kind: "own", directory: OWN }]);
  });

  it("have the other extension's folder where it is a folder", async () => {
    const withFolder = makeSources(undefined, { [`${CODER}/a`]: "" });
    expect(await withFolder.sources.list()).toContainEqual({ kind: "coder", directory: CODER });
    const withFile = makeSources(undefined, { [CODER]: "" });
    expect(await withFile.sources.list()).toHaveLength(1);
  });

  it("have the folder that is shown, be it there or not", async () => {
    const { sources } = makeSources({ kind: "coder" });
    expect(await sources.list()).toContainEqual({ kind: "coder", directory: CODER });
  });

  it("have the folder that was chosen last", async () => {
    const { sources } = makeSources();
    await sources.selectFolder("/one");
    await sources.selectFolder("/two");
    sources.select("own");
    expect(await sources.list()).toEqual([
      { kind: "own", directory: OWN },
      { kind: "folder", directory: "/two" },
    ]);
  });
});

describe("a choice", () => {
  it("is shown, and remembered where that is asked for", async () => {
    const { sources, memory } = makeSources();
    await sources.selectFolder("/other");
    await sources.save();
    expect(sources.current).toEqual({ kind: "folder", directory: "/other" });
    expect(memory.value).toEqual({ kind: "folder", folder: "/other" });
    expect(makeSources(memory.value).sources.current).toEqual(sources.current);
  });

  it.each([
    ["its path", OWN],
    ["its path with a slash", `${OWN}/`],
    ["a way around", `${OWN}/../telemetry`],
  ])("of the own folder by %s is the own source, listed once", async (_, directory) => {
    const { sources } = makeSources(undefined, { [`${OWN}/a`]: "" });
    await sources.selectFolder(directory);
    expect(sources.current).toEqual({ kind: "own", directory: OWN });
    expect(await sources.list()).toEqual([{ kind: "own", directory: OWN }]);
  });

  it("of a link to the own folder is the own source", async () => {
    const ownDirectory = await makeScratchFolder();
    const link = join(await makeScratchFolder(), "link");
    await symlink(ownDirectory, link);
    const { memory } = makeSources();
    const sources = new Sources({ fs, ownDirectory, coderDirectory: CODER, stored: memory });
    await sources.selectFolder(link);
    expect(sources.current).toEqual({ kind: "own", directory: ownDirectory });
  });

  it("of the other extension's folder is that source, listed once", async () => {
    const { sources } = makeSources(undefined, { [`${CODER}/a`]: "" });
    await sources.selectFolder(`${CODER}/`);
    expect(sources.current).toEqual({ kind: "coder", directory: CODER });
    expect(await sources.list()).toHaveLength(2);
  });

  it("of a folder that was never chosen is refused and changes nothing", () => {
    const { sources } = makeSources();
    expect(sources.select("folder")).toBe(false);
    expect(sources.current.kind).toBe("own");
  });
});
