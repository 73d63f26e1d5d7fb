import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvent, makeEvents } from "../../support/events.ts";
import { runCli } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

describe("coder-telemetry days", () => {
  it("gives a table of the days", async () => {
    const { code, stdout, stderr } = await runCli(["days", corpusFolder("coder-1.15")]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.toString()).toBe(
      [
        "day (UTC)   events  errors  files  skipped lines  bytes",
        "2026-06-28     190      24      4              0  64602",
        "2026-06-30     190      24      4              0  64602",
        "2026-07-01     190      24      4              0  64602",
        "",
      ].join("\n"),
    );
  });

  it("gives the same as JSON", async () => {
    const { stdout } = await runCli(["days", corpusFolder("coder-1.15"), "--json"]);
    const day = { events: 190, errors: 24, files: 4, skippedLines: 0, bytes: 64_602 };
    expect(stdout.toString().trimEnd()).not.toContain("\n");
    expect(JSON.parse(stdout.toString())).toEqual(
      ["2026-06-28", "2026-06-30", "2026-07-01"].map((name) => ({ day: name, ...day })),
    );
  });

  it("gives an empty list for an empty folder", async () => {
    const folder = await makeScratchFolder();
    expect((await runCli(["days", folder, "--json"])).stdout.toString()).toBe("[]\n");
    expect((await runCli(["days", folder])).stdout.toString().split("\n")).toHaveLength(2);
  });
});

describe("coder-telemetry files", () => {
  const store = () =>
    makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": [
        ...makeEvents(3),
        makeEvent({ error: { message: "" } }),
      ],
      "telemetry-2026-06-28-4f0c9e21.10.jsonl": makeEvents(1),
      "telemetry-2026-06-28-4f0c9e21.9.jsonl": "nonsense\n",
      "notes.txt": "other",
    });

  it("gives a table of the files, segments in the order of their numbers", async () => {
    const { code, stdout, stderr } = await runCli(["files", await store()]);
    expect(code).toBe(0);
    const rows = stdout
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/));
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["file", "events", "errors", "skipped lines"],
      ["telemetry-2026-06-28-4f0c9e21.jsonl", "4", "1", "0"],
      ["telemetry-2026-06-28-4f0c9e21.9.jsonl", "0", "0", "1"],
      ["telemetry-2026-06-28-4f0c9e21.10.jsonl", "1", "0", "0"],
    ]);
    expect(stderr).toBe("telemetry-2026-06-28-4f0c9e21.9.jsonl:1: skipped: not valid JSON\n");
  });

  it("gives the same as JSON", async () => {
    const { stdout } = await runCli(["files", await store(), "--json"]);
    expect(JSON.parse(stdout.toString())).toMatchObject([
      {
        file: "telemetry-2026-06-28-4f0c9e21.jsonl",
        day: "2026-06-28",
        session: "4f0c9e21",
        segment: 0,
      },
      { segment: 9, events: 0, errors: 0, skippedLines: 1, bytes: 9 },
      { segment: 10, events: 1, errors: 0, skippedLines: 0 },
    ]);
  });
});
