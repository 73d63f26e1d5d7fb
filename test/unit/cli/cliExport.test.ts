import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { countEvents, readJsonFile, readOtlpFile } from "../../support/exportStore.ts";
import { readJsonExport } from "../../support/jsonExport.ts";
import { runCli } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const CORPUS = corpusFolder("coder-1.15");

describe("coder-telemetry export", () => {
  it("writes a JSON array of all events by default, and prints a summary", async () => {
    const path = join(await makeScratchFolder(), "out.json");
    const { code, stdout, stderr } = await runCli(["export", CORPUS, "--output", path]);
    expect([code, stderr]).toEqual([0, ""]);
    const { size } = await stat(path);
    expect(stdout.toString()).toBe(`Exported 570 events from 12 files (${size} bytes).\n`);
    expect(await readJsonFile(path)).toHaveLength(570);
  });

  it("writes OTLP", async () => {
    const path = join(await makeScratchFolder(), "out.otlp.json");
    const args = ["export", CORPUS, "--format", "otlp", "--output", path];
    expect((await runCli(args)).code).toBe(0);
    expect(await readOtlpFile(path)).toHaveLength(570);
  });

  it.each([
    ["2026-06-28", 190],
    ["2026-06-28..2026-06-30", 380],
    ["all", 570],
  ])("exports the range %s", async (range, eventCount) => {
    const args = ["export", CORPUS, "--range", range, "--output", "-", "--json"];
    const { code, stdout, stderr } = await runCli(args);
    expect(code).toBe(0);
    expect(JSON.parse(stderr)).toMatchObject({ events: eventCount });
    expect(readJsonExport(stdout)).toHaveLength(eventCount);
  });

  it.each(["24h", "7d", "30d"])("exports nothing of long ago for the last %s", async (range) => {
    const name = "telemetry-1999-01-01-4f0c9e21.jsonl";
    const store = await makeStoreFolder({ [name]: makeEvents(1, "1999-01-01") });
    const { code, stdout } = await runCli(["export", store, "--range", range, "--output", "-"]);
    expect([code, stdout.toString()]).toEqual([0, "[]\n"]);
  });

  it.each(["24h", "7d", "30d"])("exports what happened in the last %s", async (range) => {
    const [now = ""] = new Date(Date.now() - 60_000).toISOString().split(".");
    const store = await makeStoreFolder({
      [`telemetry-${now.slice(0, 10)}-4f0c9e21.jsonl`]: [
        { event_id: "a", event_name: "recent", timestamp: `${now}Z` },
      ],
    });
    const { stdout } = await runCli(["export", store, "--range", range, "--output", "-"]);
    expect(readJsonExport(stdout).map((event) => event["event_name"])).toEqual(["recent"]);
  });

  it("prints a summary as one line of JSON", async () => {
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(3),
      "telemetry-2026-06-29-4f0c9e21.jsonl": "nonsense\n",
    });
    const path = join(await makeScratchFolder(), "out.json");
    const { code, stdout, stderr } = await runCli(["export", store, "--output", path, "--json"]);
    const { size } = await stat(path);
    expect(code).toBe(1);
    expect(stdout.toString()).toBe(
      `${JSON.stringify({ events: 3, files: 2, skippedLines: 1, bytes: size, foreignFiles: 1 })}\n`,
    );
    expect(stderr).toBe(
      "telemetry-2026-06-29-4f0c9e21.jsonl:1: skipped: not valid JSON\n" +
        "telemetry-2026-06-29-4f0c9e21.jsonl: no line is a valid event\n",
    );
  });

  it.each(["json", "otlp"] as const)(
    "writes only the document to standard output (%s)",
    async (format) => {
      const path = join(await makeScratchFolder(), "out");
      await runCli(["export", CORPUS, "--format", format, "--output", path]);
      const { code, stdout, stderr } = await runCli([
        "export",
        CORPUS,
        "--format",
        format,
        "--output",
        "-",
      ]);
      expect(code).toBe(0);
      expect(countEvents(format, stdout)).toBe(570);
      expect(stdout.equals(await readFile(path))).toBe(true);
      expect(stderr).toBe(`Exported 570 events from 12 files (${stdout.length} bytes).\n`);
    },
  );

  it("names at most a hundred skipped lines and says how many more there are", async () => {
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": "nonsense\n".repeat(150),
    });
    const { code, stderr } = await runCli(["export", store, "--output", "-"]);
    const lines = stderr.trimEnd().split("\n");
    expect(code).toBe(1);
    expect(lines).toHaveLength(104);
    expect(lines.at(-2)).toBe("… and 50 more skipped lines");
  });

  it.each([
    ["a folder that does not exist", "none", /is not a folder on this machine/],
    ["a file for a folder", "file", /is not a folder/],
  ])("fails with 1 for %s", async (_, name, message) => {
    const scratch = await makeScratchFolder();
    await writeFile(join(scratch, "file"), "");
    const path = join(scratch, "out.json");
    const { code, stdout, stderr } = await runCli([
      "export",
      join(scratch, name),
      "--output",
      path,
    ]);
    expect([code, stdout.toString()]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^coder-telemetry: .*\n$/);
  });

  it("fails with 1 and one sentence if the target cannot be written", async () => {
    const path = join(await makeScratchFolder(), "none", "out.json");
    const { code, stdout, stderr } = await runCli(["export", CORPUS, "--output", path]);
    expect([code, stdout.toString()]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^coder-telemetry: Could not export to .*\. No existing file was changed\. ENOENT.*\n$/,
    );
  });
});
