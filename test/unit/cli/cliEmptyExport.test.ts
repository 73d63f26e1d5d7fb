import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { readJsonFile } from "../../support/exportStore.ts";
import { runCli } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";

const CORPUS = corpusFolder("coder-1.15");
const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const EMPTY = { json: "[]\n", otlp: '{"resourceLogs":[]}\n' };

describe.each(["json", "otlp"] as const)("an export without events (%s)", (format) => {
  it("is the empty document in a file that held another day, and exits with 0", async () => {
    const path = join(await makeScratchFolder(), "out.json");
    await writeFile(path, "old");
    const args = ["export", CORPUS, "--range", "2020-01-01", "--format", format];
    const { code, stderr } = await runCli([...args, "--output", path]);
    expect([code, stderr]).toEqual([
      0,
      "There are no events in this range. " +
        "There are telemetry files for 3 days, from 2026-06-28 to 2026-07-01.\n",
    ]);
    expect(await readFile(path, "utf8")).toBe(EMPTY[format]);
  });

  it("is the empty document on standard output for a folder without telemetry files", async () => {
    const folder = await makeScratchFolder();
    const args = ["export", folder, "--format", format, "--output", "-", "--json"];
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout.toString()]).toEqual([0, EMPTY[format]]);
    const [summary = "", reason] = stderr.split("\n");
    expect(JSON.parse(summary)).toEqual({
      events: 0,
      files: 0,
      skippedLines: 0,
      bytes: EMPTY[format].length,
    });
    expect(reason).toBe(`There are no telemetry files in ${folder}.`);
  });
});

describe("a folder without telemetry files", () => {
  it.each(["export", "days", "files"])(
    "makes %s name the renamed and compressed copies",
    async (command) => {
      const copy = "telemetry-2026-06-01-abcd1234 (1).jsonl";
      const compressed = "telemetry-2026-06-01-abcd1234.jsonl.gz";
      const store = await makeStoreFolder({
        [copy]: toFile(makeEvents(1)),
        [compressed]: "",
        ".telemetry-2026-06-01-abcd1234.jsonl.swp": "",
        "notes.txt": "",
      });
      const output = command === "export" ? ["--output", "-"] : [];
      const { code, stderr } = await runCli([command, store, ...output]);
      expect(code).toBe(0);
      expect(stderr.trimEnd().split("\n").at(-1)).toBe(
        `There are no telemetry files in ${store}. These files look like renamed copies: ${copy}. ` +
          "Rename them to the pattern telemetry-YYYY-MM-DD-xxxxxxxx.jsonl. " +
          `These files look like compressed copies: ${compressed}. Decompress them first.`,
      );
    },
  );

  it("is named by its full path", async () => {
    const folder = await makeScratchFolder();
    const relativePath = relative(process.cwd(), folder);
    const { stderr } = await runCli(["files", relativePath]);
    expect(stderr).toBe(`There are no telemetry files in ${folder}.\n`);
  });

  it("names up to three subfolders that contain some, however many other files there are", async () => {
    const parent = await makeScratchFolder();
    for (let index = 0; index < 150; index++) await writeFile(join(parent, `0${index}`), "");
    for (const name of ["a", "b", "c", "d"]) {
      await mkdir(join(parent, name));
      await cp(CORPUS, join(parent, name), { recursive: true });
    }
    await mkdir(join(parent, "A"));
    const { stderr } = await runCli(["files", parent]);
    expect(stderr).toBe(
      `There are no telemetry files in ${parent}. These subfolders contain telemetry files: a, b, c\n`,
    );
  });
});

describe("a file of the name pattern that is not telemetry", () => {
  it.each([
    ["UTF-16", Buffer.from(toFile(makeEvents(2)), "utf16le"), /UTF-16/],
    [
      "UTF-16 with a byte order mark",
      Buffer.from(`\ufeff${toFile(makeEvents(2))}`, "utf16le").swap16(),
      /UTF-16/,
    ],
    ["gzip", gzipSync(toFile(makeEvents(2))), /gzip/],
    ["lines that end in CR", toFile(makeEvents(2)).replaceAll("\n", "\r"), /CR only/],
    ["a file of zeros", Buffer.alloc(5_000), /contains no valid events\.$/],
    [
      "a file that was extended with zeros",
      Buffer.concat([Buffer.from("hello\n"), Buffer.alloc(5_000)]),
      /contains no valid events\.$/,
    ],
    ["something else", "hello\n", /contains no valid events\.$/],
  ])(
    "is described by its content rather than called out of range: %s",
    async (_, content, reason) => {
      const store = await makeStoreFolder({ [NAME]: content });
      const { code, stdout, stderr } = await runCli(["export", store, "--output", "-"]);
      expect([code, stdout.toString()]).toEqual([1, "[]\n"]);
      const sentences = stderr
        .split("\n")
        .filter((line) => line.includes("contains no valid events."));
      expect(sentences).toEqual([expect.stringMatching(reason)]);
      expect(sentences[0]).toContain(NAME);
      expect(stderr).not.toContain("range");
    },
  );

  it("exports the other files' events and exits with 1", async () => {
    const store = await makeStoreFolder({
      [NAME]: Buffer.from(toFile(makeEvents(2)), "utf16le"),
      "telemetry-2026-06-29-4f0c9e21.jsonl": makeEvents(3),
    });
    const path = join(await makeScratchFolder(), "out.json");
    const { code, stdout, stderr } = await runCli(["export", store, "--output", path, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout.toString())).toMatchObject({ events: 3, foreignFiles: 1 });
    expect(stderr).toContain(`${NAME}: no line is a valid event\n`);
    expect(await readJsonFile(path)).toHaveLength(3);
  });

  it("with a header is not reported as foreign, and the range is not blamed", async () => {
    const store = await makeStoreFolder({ [NAME]: `${toFile([])}nonsense\n` });
    const { code, stderr } = await runCli(["export", store, "--output", "-"]);
    expect(code).toBe(0);
    expect(stderr).toContain(`${NAME} contains no valid events.\n`);
  });
});

describe("telemetry files without events", () => {
  const OTHER = "telemetry-2026-06-29-4f0c9e21.jsonl";

  it.each([
    ["no bytes", ""],
    ["blank lines", "\n\n"],
    ["only a header", toFile([])],
  ])("are not called out of range: %s", async (_, content) => {
    const store = await makeStoreFolder({ [NAME]: content });
    for (const range of ["all", "2026-06-28"]) {
      const { code, stderr } = await runCli(["export", store, "--range", range, "--output", "-"]);
      expect([code, stderr.trimEnd().split("\n").at(-1)]).toEqual([
        0,
        `The telemetry files in ${store} contain no events.`,
      ]);
    }
  });

  it("do not hide that other files are out of range", async () => {
    const store = await makeStoreFolder({ [NAME]: toFile([]), [OTHER]: makeEvents(1) });
    for (const range of ["2026-06-27", "2026-06-28"]) {
      const { stderr } = await runCli(["export", store, "--range", range, "--output", "-"]);
      expect(stderr).toContain(
        "There are no events in this range. There are telemetry files for 2",
      );
    }
  });
});

describe("entries of the name pattern that are not regular files", () => {
  it("are named, up to three, by each command", async () => {
    const store = await makeScratchFolder();
    const names = [1, 2, 3, 4].map((day) => `telemetry-2026-06-0${day}-4f0c9e21.jsonl`);
    for (const name of names) await mkdir(join(store, name));
    for (const command of [
      ["export", store, "--output", "-"],
      ["days", store],
      ["files", store],
    ]) {
      const { code, stderr } = await runCli(command);
      expect([code, stderr.trimEnd().split("\n").at(-1)]).toEqual([
        0,
        `${names.slice(0, 3).join(", ")} are not regular files and were not read.`,
      ]);
    }
  });

  it("are named beside files without events in the range", async () => {
    const store = await makeStoreFolder({ "telemetry-2026-06-29-4f0c9e21.jsonl": toFile([]) });
    await symlink(join(CORPUS, "missing"), join(store, NAME));
    const link = `${NAME} is not a regular file and was not read.`;
    const run = async (range: string) =>
      (await runCli(["export", store, "--range", range, "--output", "-"])).stderr;
    expect(await run("all")).toContain(
      `The telemetry files in ${store} contain no events. ${link}\n`,
    );
    expect(await run("2026-06-28")).toContain(
      `There are no events in this range. The only day with telemetry files is 2026-06-29. ${link}\n`,
    );
  });
});

describe("a folder without permission to read it", () => {
  it("is not reported as missing", async () => {
    const folder = await makeScratchFolder();
    await chmod(folder, 0);
    const run = (args: readonly string[]) =>
      runCli(args, process.getuid?.() === 0 ? { uid: 65_534 } : {});
    const { code, stderr } = await run(["files", folder]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^coder-telemetry: Could not read the folder .*EACCES/),
    ]);
    await chmod(folder, 0o700);
  });
});
