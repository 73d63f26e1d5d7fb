import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { fake, Uri } from "../../support/fakeVscode.ts";
import { answerWith, exportFixture } from "./exportFixture.ts";
import { scratchTemporaryFolder } from "../vscode/scratchTemporaryFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const REMOTE = Uri.parse("vscode-remote://ssh+host/home/me/export.json");

function timestampsIn(json: string): unknown[] {
  const events = JSON.parse(json) as readonly { timestamp: unknown }[];
  return events.map(({ timestamp }) => timestamp);
}

describe("the export command", () => {
  it("writes the events of the chosen range to the chosen file", async () => {
    const { target, run } = await exportFixture();
    answerWith(Uri.file(target));
    await run();
    expect(timestampsIn(await readFile(target, "utf8"))).toEqual([
      "2026-06-01T10:00:00.000Z",
      "2026-06-01T11:00:00.000Z",
      "2026-06-02T10:00:00.000Z",
    ]);
  });

  it("leaves out what lies before a range that ends now", async () => {
    const { target, run } = await exportFixture();
    // Now is noon of 3 June: the event of 2 June at ten o'clock is 26 hours old.
    answerWith(Uri.file(target), "JSON array", "Last 7 days");
    await run();
    expect(timestampsIn(await readFile(target, "utf8"))).toHaveLength(3);
    answerWith(Uri.file(join(target, "../none.json")), "JSON array", "Last 24 hours");
    await run();
    expect(fake.messages.at(-1)?.message).toContain("no events in this range");
  });

  it("writes whole UTC days, both ends included", async () => {
    const { target, run } = await exportFixture();
    fake.answers.push(
      { pick: "Custom range…" },
      { type: ["2026-06-02"] },
      { type: ["2026-06-02"] },
      { pick: "JSON array" },
      { saveTo: Uri.file(target) },
    );
    await run();
    expect(timestampsIn(await readFile(target, "utf8"))).toEqual(["2026-06-02T10:00:00.000Z"]);
  });

  it("writes OTLP where that is chosen", async () => {
    const { target, run } = await exportFixture();
    answerWith(Uri.file(target), "OTLP/JSON");
    await run();
    expect(JSON.parse(await readFile(target, "utf8"))).toHaveProperty("resourceLogs");
  });

  it("writes what is buffered before it reads", async () => {
    const { target, sink, run } = await exportFixture();
    answerWith(Uri.file(target));
    await run();
    expect(sink.flushCount).toBe(1);
    const names = sink.events.map((event) => event.event_name);
    expect(names).toEqual(["export.flush", "export.write", "export", "command.invoked"]);
  });

  it("records format, kind of range and counts, and no dates", async () => {
    const { target, sink, run } = await exportFixture({ extraLines: ["broken\n"] });
    answerWith(Uri.file(target), "OTLP/JSON");
    await run();
    expect(sink.single("export").properties).toEqual({
      format: "otlp",
      range: "allTime",
      surface: "command",
      result: "success",
    });
    expect(sink.single("export").measurements).toMatchObject({
      events: 3,
      files: 2,
      skipped_lines: 1,
      bytes: (await stat(target)).size,
    });
    expect(sink.single("command.invoked").properties).toEqual({
      commandId: "coder.exportTelemetry",
      result: "success",
    });
  });

  it("shows progress that can be cancelled and that never passes the end", async () => {
    const { target, run } = await exportFixture();
    answerWith(Uri.file(target));
    await run();
    expect(fake.progressOptions).toEqual([
      { location: 15, title: "Exporting telemetry", cancellable: true },
    ]);
    const increments = fake.progressReports.map(({ increment = 0 }) => increment);
    expect(increments.length).toBeGreaterThan(0);
    expect(increments.every((increment) => increment > 0)).toBe(true);
    expect(increments.reduce((sum, increment) => sum + increment, 0)).toBeLessThanOrEqual(100);
    expect(fake.progressReports[0]?.message).toMatch(/^\d.* of \d/);
    expect(fake.cancellation.listeners.size).toBe(0);
  });

  it("copies the document to a place on another file system, and nothing stays behind", async () => {
    const temporary = await scratchTemporaryFolder();
    const { run } = await exportFixture();
    const before = await readdir(temporary);
    answerWith(REMOTE);
    await run();
    const text = fake.remoteFiles.get(REMOTE.toString(true))?.toString() ?? "";
    expect(timestampsIn(text)).toHaveLength(3);
    expect(await readdir(temporary)).toEqual(before);
  });

  it("leaves the chosen file alone where the range has no events", async () => {
    const { target, sink, run } = await exportFixture();
    await writeFile(target, "mine");
    answerWith(Uri.file(target), "JSON array", "Last 24 hours");
    await run();
    expect(await readFile(target, "utf8")).toBe("mine");
    expect(fake.messages).toEqual([
      {
        severity: "information",
        message:
          "There are no events in this range. There are telemetry files for 2 days, " +
          "from 2026-06-01 to 2026-06-02. Nothing was exported.",
        actions: [],
      },
    ]);
    expect(sink.single("export").measurements["events"]).toBe(0);
  });
});

const DATES = [
  { pick: "Custom range…" },
  { type: ["2026-06-01"] },
  { type: ["2026-06-02"] },
] as const;

describe.each([
  ["the ranges", ["escape"]],
  ["the first day", [DATES[0], "escape"]],
  ["the last day", [DATES[0], DATES[1], "escape"]],
  ["the formats", [...DATES, "escape"]],
  ["the place", [...DATES, { pick: "JSON array" }, "escape"]],
] as const)("Escape at %s", (_, answers) => {
  it("leaves no file, no message and no export behind, and is recorded as aborted", async () => {
    const { folder, sink, run } = await exportFixture();
    fake.answers.push(...answers);
    await run();
    expect(fake.answers).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(fake.messages).toEqual([]);
    expect(fake.progressOptions).toEqual([]);
    expect(sink.flushCount).toBe(0);
    expect(sink.events.map((event) => event.event_name)).toEqual(["command.invoked"]);
    expect(sink.last.properties["result"]).toBe("aborted");
  });
});
