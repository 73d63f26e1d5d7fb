import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { runCli } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

const CORPUS = corpusFolder("coder-1.15");

describe("coder-telemetry", () => {
  it.each(["--help", "-h"])("explains itself at %s", async (option) => {
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
    ["no command", [], "A command is missing."],
    ["an unknown command", ["import", CORPUS], "import: no such command."],
    ["the name of a method", ["toString", CORPUS], "toString: no such command."],
    ["an unknown command and no folder", ["import", "/none"], "import: no such command."],
    ["no folder", ["days"], "The folder is missing."],
    ["two folders", ["days", CORPUS, CORPUS], "too many arguments."],
    ["no output", ["export", CORPUS], "--output is missing."],
    ["no output for a folder that does not exist", ["export", "/none"], "--output is missing."],
    ["an empty output", ["export", CORPUS, "--output", ""], "--output is missing."],
    ["an output without a name", ["export", CORPUS, "--output"], "--output"],
    [
      "an impossible date",
      ["export", CORPUS, "--output", "-", "--range", "2026-02-30"],
      "2026-02-30: no such range.",
    ],
    [
      "a range that ends before it starts",
      ["export", CORPUS, "--output", "-", "--range", "2026-06-02..2026-06-01"],
      "no such range.",
    ],
    [
      "an unknown format",
      ["export", CORPUS, "--output", "-", "--format", "xml"],
      "--format xml: no such format.",
    ],
    ["an unknown option", ["export", CORPUS, "--output", "-", "--verbose"], "--verbose"],
    [
      "an option that the command has not",
      ["days", CORPUS, "--range", "24h"],
      "days takes no --range.",
    ],
    ["an output for a listing", ["files", CORPUS, "--output", "-"], "files takes no --output."],
  ])("refuses %s with 2, and shows its usage", async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout.toString()]).toEqual([2, ""]);
    expect(stderr.split("\n")[0]).toContain(`coder-telemetry: `);
    expect(stderr.split("\n")[0]).toContain(message);
    expect(stderr).toContain("Usage:");
  });

  it("writes nothing where it is used wrongly", async () => {
    const scratch = await makeScratchFolder();
    await runCli(["export", CORPUS, "--output", join(scratch, "out.json"), "--range", "1y"]);
    expect(await readdir(scratch)).toEqual([]);
  });
});
