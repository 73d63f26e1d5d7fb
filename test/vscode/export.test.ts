import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { DAY_MS, utcDayOf } from "../../shared/days.ts";
import { assertOtlpLogsSurviveProtobuf } from "../support/otlpDecoder.ts";
import { readPlainly, type PlainEvent } from "../support/plainReader.ts";
import { writeSampleStore } from "../support/sampleStore.ts";
import { readOtlpLogs } from "../support/strictOtlpLogs.ts";
import { parseStrictJson } from "../support/strictJson.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const EXPORT = "Coder: Export Telemetry…";

describe.skipIf(inject("vsCodeMissing") !== "")("Coder: Export Telemetry… in VS Code", () => {
  const nowMs = Date.now();
  let session: VsCodeSession;
  let store: string;
  let saved: string;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      seed: (storage) => writeSampleStore(join(storage, "telemetry"), { days: 30, nowMs }),
    });
    store = join(session.globalStorageDir, "telemetry");
    saved = join(session.homeDir, "saved");
    mkdirSync(saved);
  });

  afterEach(async () => {
    await session.workbench.dismissNotifications();
  });

  afterAll(async () => {
    await session.close();
  });

  /** The events on disk in a time range. */
  function recordedBetween(startMs: number, endMs: number): readonly PlainEvent[] {
    return readPlainly(store).filter(({ event }) => {
      const timeMs = Date.parse(String(event["timestamp"]));
      return timeMs >= startMs && timeMs < endMs;
    });
  }

  function idsOf(events: readonly PlainEvent[]): readonly string[] {
    return events.map(({ event }) => String(event["event_id"])).sort();
  }

  it("offers the presets, the formats, and a file name with the range", async () => {
    const { workbench } = session;
    await workbench.runCommand(EXPORT);
    expect((await workbench.quickPickItems()).map(({ label }) => label)).toEqual([
      "Last 24 hours",
      "Last 7 days",
      "Last 30 days",
      "All time",
      "Custom range…",
    ]);
    await workbench.screenshot("export-range");
    await workbench.pick("Last 7 days");
    expect((await workbench.quickPickItems()).map(({ label }) => label)).toEqual([
      "JSON array",
      "OTLP/JSON",
    ]);
    await workbench.screenshot("export-format");
    await workbench.pick("OTLP/JSON");
    expect(await workbench.proposedSavePath()).toMatch(
      /\/coder-telemetry-last-7-days\.otlp\.json$/,
    );
    await workbench.screenshot("export-save");
    await workbench.pressEscape();
  });

  it("exports all time as a JSON array with every event and its context", async () => {
    const { workbench } = session;
    const target = join(saved, "all.json");
    await workbench.runCommand(EXPORT);
    await workbench.pick("All time");
    await workbench.pick("JSON array");
    await workbench.saveAs(target);
    const { text, buttons } = await workbench.waitForNotification(/^Exported/);
    // VS Code shows the progress for a moment after it ends.
    await expect.poll(async () => (await workbench.notifications()).length).toBe(1);
    await workbench.screenshot("export-done");

    const bytes = readFileSync(target);
    parseStrictJson(bytes);
    const exported = JSON.parse(bytes.toString()) as Record<string, unknown>[];
    const exportedIds = new Set(exported.map((event) => event["event_id"]));
    // Events recorded after the flush are in the store, but not in the export.
    const recorded = readPlainly(store).filter(({ event }) => exportedIds.has(event["event_id"]));
    expect(exported).toHaveLength(exportedIds.size);
    expect(recordedBetween(0, nowMs).every(({ event }) => exportedIds.has(event["event_id"]))).toBe(
      true,
    );
    const expected = new Map(
      recorded.map(({ event, context }) => [
        event["event_id"],
        { ...event, schema_version: 1, context },
      ]),
    );
    for (const event of exported) expect(event).toEqual(expected.get(event["event_id"]));
    const days = exported.map((event) => String(event["timestamp"]));
    expect(days).toEqual([...days].sort());
    expect(text).toContain(`Exported ${exported.length.toLocaleString()} events from`);
    expect(buttons).toEqual(["Open", "Reveal"]);
  });

  it("exports a preset as OTLP/JSON that a strict reader accepts", async () => {
    const { workbench } = session;
    const target = join(saved, "week.otlp.json");
    await workbench.runCommand(EXPORT);
    await workbench.pick("Last 7 days");
    await workbench.pick("OTLP/JSON");
    await workbench.saveAs(target);
    await workbench.waitForNotification(/^Exported/);

    const bytes = readFileSync(target);
    assertOtlpLogsSurviveProtobuf(bytes);
    const records = readOtlpLogs(bytes);
    const ids = new Set(
      records.map(({ attributes }) => attributes.get("log.record.uid")?.stringValue),
    );
    expect(ids.size).toBe(records.length);
    // The range ends at the start of the export, so its bounds are not known exactly.
    const certain = recordedBetween(nowMs - 7 * DAY_MS + 10 * 60_000, nowMs);
    expect(certain.length).toBeGreaterThan(100);
    expect(certain.filter(({ event }) => !ids.has(String(event["event_id"])))).toEqual([]);
    const outside = recordedBetween(0, nowMs - 7 * DAY_MS);
    expect(outside.filter(({ event }) => ids.has(String(event["event_id"])))).toEqual([]);
  });

  it("rejects invalid dates and an end before the start, and then exports whole days", async () => {
    const { workbench } = session;
    const firstDay = utcDayOf(nowMs - 9 * DAY_MS);
    const lastDay = utcDayOf(nowMs - 5 * DAY_MS);
    const target = join(saved, "days.json");
    await workbench.runCommand(EXPORT);
    await workbench.pick("Custom range…");
    await workbench.fillInput("2026-02-30");
    await workbench.waitForValidationMessage(/Enter a valid date/);
    await workbench.screenshot("export-date-refused");
    await workbench.fillInput(firstDay);
    await workbench.pressEnter();
    await workbench.fillInput(utcDayOf(nowMs - 10 * DAY_MS));
    await workbench.waitForValidationMessage(/must be on or after the first day/);
    await workbench.fillInput(lastDay);
    await workbench.pressEnter();
    await workbench.pick("JSON array");
    expect(await workbench.proposedSavePath()).toMatch(
      new RegExp(`/coder-telemetry-${firstDay}_${lastDay}\\.json$`),
    );
    await workbench.saveAs(target);
    await workbench.waitForNotification(/^Exported/);
    const exported = JSON.parse(readFileSync(target, "utf8")) as Record<string, unknown>[];
    const startMs = Date.parse(`${firstDay}T00:00:00Z`);
    const endMs = Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS;
    expect(exported.map((event) => String(event["event_id"])).sort()).toEqual(
      idsOf(recordedBetween(startMs, endMs)),
    );
  });

  it.each([1, 2, 3])("leaves nothing behind if Escape is pressed at step %i", async (step) => {
    const { workbench } = session;
    const before = readdirSync(saved);
    await workbench.runCommand(EXPORT);
    if (step > 1) await workbench.pick("All time");
    if (step > 2) await workbench.pick("JSON array");
    await workbench.pressEscape();
    await workbench.runCommand(EXPORT);
    await workbench.pressEscape();
    expect(readdirSync(saved)).toEqual(before);
    expect(await workbench.notifications()).toEqual([]);
  });

  it("replaces an existing file, and leaves no other file beside it", async () => {
    const { workbench } = session;
    const target = join(saved, "again.json");
    writeFileSync(target, "what was there before");
    const before = readdirSync(saved);
    await workbench.runCommand(EXPORT);
    await workbench.pick("Last 30 days");
    await workbench.pick("JSON array");
    await workbench.saveAs(target, "yes");
    await workbench.waitForNotification(/^Exported/);
    expect(JSON.parse(readFileSync(target, "utf8"))).toBeInstanceOf(Array);
    expect(readdirSync(saved)).toEqual(before);
  });

  it("reports an empty range, and does not change an existing file", async () => {
    const { workbench } = session;
    const target = join(saved, "empty.json");
    writeFileSync(target, "what was there before");
    await workbench.runCommand(EXPORT);
    await workbench.pick("Custom range…");
    await workbench.fillInput("2020-01-01");
    await workbench.pressEnter();
    await workbench.fillInput("2020-01-31");
    await workbench.pressEnter();
    await workbench.pick("JSON array");
    await workbench.saveAs(target, "yes");
    const { text, buttons } = await workbench.waitForNotification(/no events/);
    expect(text).toMatch(
      /^There are no events in this range\. .* 20\d\d-.*\. Nothing was exported\.$/,
    );
    expect(buttons).toEqual([]);
    expect(readFileSync(target, "utf8")).toBe("what was there before");
  });

  it("reports skipped lines in the final message, and exports the other lines", async () => {
    const { workbench } = session;
    const day = utcDayOf(nowMs - 3 * DAY_MS);
    const corrupted = join(store, `telemetry-${day}-0badf11e.jsonl`);
    const good = {
      event_id: "00000000000000aa",
      event_name: "good",
      timestamp: `${day}T10:00:00.000Z`,
    };
    writeFileSync(corrupted, `{"torn\n${JSON.stringify(good)}\nnot json\n`);
    const target = join(saved, "damaged.json");
    await workbench.runCommand(EXPORT);
    await workbench.pick("Custom range…");
    await workbench.fillInput(day);
    await workbench.pressEnter();
    await workbench.fillInput(day);
    await workbench.pressEnter();
    await workbench.pick("JSON array");
    await workbench.saveAs(target);
    const { text, buttons, severity } = await workbench.waitForNotification(/^Exported/);
    await workbench.screenshot("export-skipped");
    expect(text).toContain("Skipped 2 lines that are not valid events.");
    expect(severity).toBe("warning");
    expect(buttons).toContain("Show Log");
    const exported = JSON.parse(readFileSync(target, "utf8")) as Record<string, unknown>[];
    expect(exported.some((event) => event["event_id"] === good.event_id)).toBe(true);
  });

  it("opens the exported file from the final message", async () => {
    const { workbench } = session;
    const target = join(saved, "opened.json");
    await workbench.runCommand(EXPORT);
    await workbench.pick("Last 24 hours");
    await workbench.pick("JSON array");
    await workbench.saveAs(target);
    await workbench.clickNotificationButton(/^Exported/, "Open");
    await workbench.page.getByRole("tab", { name: /opened\.json/ }).waitFor();
    expect(existsSync(target)).toBe(true);
  });

  it("shows why it cannot write, and changes nothing", async () => {
    const { workbench } = session;
    await workbench.runCommand(EXPORT);
    await workbench.pick("All time");
    await workbench.pick("JSON array");
    await workbench.saveAs("/proc/coder-telemetry.json");
    const { text, severity, buttons } = await workbench.waitForNotification(/^Could not export/);
    expect(severity).toBe("error");
    expect(text).toMatch(/^Could not export to .*\. No existing file was changed\. /);
    expect(buttons).toEqual(["Show Log"]);
  });

  it.each(["dark", "light", "hc-dark", "hc-light"] as const)(
    "shows its prompts in the theme %s",
    async (theme) => {
      const { workbench } = session;
      await workbench.setTheme(theme);
      await workbench.runCommand(EXPORT);
      expect(await workbench.quickInputTitle()).toBe("Export Telemetry");
      await workbench.screenshot(`export-${theme}`);
      await workbench.pressEscape();
    },
  );
});
