import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { runCli } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

const CORPUS = corpusFolder("coder-1.15");

describe("coder-telemetry", () => {
  it.each(["--help", "-h"])("prints its usage for %s", async (option) => {
    const { code, stdout, stderr } = await runCli([option]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const word of [
      "export DIR",
      "days DIR",
      "files DIR",
      "YYYY-MM-DD..YYYY-MM-DD",
      "otlp",
      "--json",
    ]) {
      expect(stdout.toString()).toContain(word);
    }
  });

  it.each<[string, string[], string]>([
    ["no command", [], "Missing command."],
    ["an unknown command", ["import", CORPUS], "Unknown command 'import'."],
    ["the name of a method", ["toString", CORPUS], "Unknown command 'toString'."],
    ["an unknown command and no folder", ["import", "/none"], "Unknown command 'import'."],
    ["no folder", ["days"], "Missing folder."],
    ["two folders", ["days", CORPUS, CORPUS], "Unexpected arguments: "],
    ["no output", ["export", CORPUS], "Missing option '--output'."],
    [
      "no output for a folder that does not exist",
      ["export", "/none"],
      "Missing option '--output'.",
    ],
    ["an empty output", ["export", CORPUS, "--output", ""], "Missing option '--output'."],
    ["an output without a name", ["export", CORPUS, "--output"], "--output"],
    [
      "an impossible date",
      ["export", CORPUS, "--output", "-", "--range", "2026-02-30"],
      "Invalid range '2026-02-30'.",
    ],
    [
      "a range that ends before it starts",
      ["export", CORPUS, "--output", "-", "--range", "2026-06-02..2026-06-01"],
      "Invalid range '2026-06-02..2026-06-01'.",
    ],
    [
      "an unknown format",
      ["export", CORPUS, "--output", "-", "--format", "xml"],
      "Unknown format 'xml'.",
    ],
    ["an unknown option", ["export", CORPUS, "--output", "-", "--verbose"], "--verbose"],
    [
      "an option that the command does not have",
      ["days", CORPUS, "--range", "24h"],
      "Option '--range' cannot be used with 'days'.",
    ],
    [
      "an output for a listing",
      ["files", CORPUS, "--output", "-"],
      "Option '--output' cannot be used with 'files'.",
    ],
  ])("exits with 2 for %s, and prints its usage", async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout.toString()]).toEqual([2, ""]);
    expect(stderr.split("\n")[0]).toContain(`coder-telemetry: `);
    expect(stderr.split("\n")[0]).toContain(message);
    expect(stderr).toContain("Usage:");
  });

  it("writes nothing if it is used incorrectly", async () => {
    const scratch = await makeScratchFolder();
    await runCli(["export", CORPUS, "--output", join(scratch, "out.json"), "--range", "1y"]);
    expect(await readdir(scratch)).toEqual([]);
  });
});

describe("the help of a command", () => {
  it.each([
    ["export", ["events", "files", "skippedLines", "bytes"]],
    ["days", ["day", "events", "errors", "files", "skippedLines", "bytes"]],
    ["files", ["file", "day", "session", "segment", "events", "errors", "skippedLines", "bytes"]],
  ])("says what --json of %s prints", async (command, names) => {
    const { code, stdout } = await runCli([command, "--help"]);
    expect(code).toBe(0);
    const help = stdout.toString();
    for (const name of names) expect(help).toContain(`"${name}"`);

    const output =
      command === "export" ? ["--output", join(await makeScratchFolder(), "out.json")] : [];
    const json = await runCli([command, CORPUS, "--json", ...output]);
    const [printed] = [JSON.parse(json.stdout.toString() || json.stderr) as unknown].flat();
    expect(Object.keys(printed as object).sort()).toEqual([...names].sort());
  });
});

describe("the help of export", () => {
  it("names what --json prints only if there are problems", async () => {
    const { stdout } = await runCli(["export", "--help"]);
    for (const name of ["unreadFiles", "foreignFiles"]) {
      expect(stdout.toString()).toContain(`"${name}"`);
    }
  });
});

describe("a Node that is too old", () => {
  it("is refused in one sentence", async () => {
    const fakeVersion =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.9.0" } })';
    const { code, stdout, stderr } = await runCli(["--help"], {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fakeVersion)}` },
    });
    expect([code, stdout.toString(), stderr]).toEqual([
      2,
      "",
      "coder-telemetry: Node.js 22 or later is required, but this is 20.9.0.\n",
    ]);
  });
});
