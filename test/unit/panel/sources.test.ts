import { describe, expect, it } from "vitest";
import { Sources } from "../../../extension/panel/sources.ts";
import { memoryFileSystem } from "../../memfs/memoryFileSystem.ts";

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
  const fs = memoryFileSystem({ "/storage/x": "", ...files });
  return {
    memory,
    sources: new Sources({ fs, ownDirectory: OWN, coderDirectory: CODER, memory }),
  };
}

describe("the source that is shown at first", () => {
  it.each([
    ["nothing", undefined, "own"],
    ["the folder of the other extension", { kind: "coder" }, "coder"],
    ["a chosen folder", { kind: "folder", folder: "/other" }, "folder"],
    ["a chosen folder without its name", { kind: "folder" }, "own"],
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
    await sources.select("own");
    expect(await sources.list()).toEqual([
      { kind: "own", directory: OWN },
      { kind: "folder", directory: "/two" },
    ]);
  });
});

describe("a choice", () => {
  it("is shown and remembered", async () => {
    const { sources, memory } = makeSources();
    await sources.selectFolder("/other");
    expect(sources.current).toEqual({ kind: "folder", directory: "/other" });
    expect(memory.value).toEqual({ kind: "folder", folder: "/other" });
    expect(makeSources(memory.value).sources.current).toEqual(sources.current);
  });

  it("of the own folder by its path is the own source, which may be changed", async () => {
    const { sources } = makeSources();
    await sources.selectFolder(OWN);
    expect(sources.current).toEqual({ kind: "own", directory: OWN });
  });

  it("of a folder that was never chosen is not found and changes nothing", async () => {
    const { sources } = makeSources();
    await expect(sources.select("folder")).rejects.toMatchObject({ code: "notFound" });
    expect(sources.current.kind).toBe("own");
  });
});
