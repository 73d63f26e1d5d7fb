import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DAY_MS, utcDayOf } from "../../shared/days.ts";
import { readPlainly, type PlainEvent } from "../support/plainReader.ts";
import { readOtlpLogs } from "../support/strictOtlpLogs.ts";
import { Panel } from "./panelDriver.ts";
import { seedStore } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

describe.skipIf(inject("vsCodeMissing") !== "")("preview and export in the panel", () => {
  const nowMs = Date.now();
  // Days before today, which do not change.
  const startDay = utcDayOf(nowMs - 20 * DAY_MS);
  const endDay = utcDayOf(nowMs - DAY_MS);
  let session: VsCodeSession;
  let panel: Panel;
  let saved: string;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      seed: (storage) => seedStore(join(storage, "telemetry"), { days: 30, nowMs }),
    });
    saved = join(session.homeDir, "saved");
    mkdirSync(saved);
    panel = new Panel(session.workbench);
    await panel.open();
    await panel.typeDays(startDay, endDay);
    await panel.chooseTab("Preview and Export");
  });

  afterAll(async () => {
    await session.close();
  });

  function recorded(): readonly PlainEvent[] {
    return readPlainly(join(session.globalStorageDir, "telemetry")).filter(({ event }) => {
      const day = String(event["timestamp"]).slice(0, 10);
      return day >= startDay && day <= endDay;
    });
  }

  it("writes nothing if the save dialog is dismissed", async () => {
    await panel.button("Export as JSON array…").click();
    await session.workbench.proposedSavePath();
    await session.workbench.pressEscape();
    await panel.root
      .getByRole("progressbar", { name: "Exporting telemetry" })
      .waitFor({ state: "detached" });
    expect(await panel.button("Open").count()).toBe(0);
    expect(readdirSync(saved)).toEqual([]);
  });

  it("previews and exports OTLP/JSON that a strict reader accepts", async () => {
    const { workbench } = session;
    await panel.root.getByRole("radio", { name: /^OTLP\/JSON/ }).click();
    await expect.poll(() => panel.preview.textContent()).toMatch(/^\{"resourceLogs":/);
    const preview = (await panel.preview.textContent()) ?? "";
    await panel.button("Export as OTLP/JSON…").click();
    expect(await workbench.proposedSavePath()).toMatch(
      new RegExp(`/coder-telemetry-${startDay}_${endDay}\\.otlp\\.json$`),
    );
    await workbench.saveAs(join(saved, "days.otlp.json"));
    const verdict = panel.tabPanel.getByRole("status").filter({ hasText: "Exported" });
    await verdict.waitFor();

    const bytes = readFileSync(join(saved, "days.otlp.json"));
    const events = recorded();
    const ids = readOtlpLogs(bytes).map(
      ({ attributes }) => attributes.get("log.record.uid")?.stringValue,
    );
    expect([...ids].sort()).toEqual(events.map(({ event }) => event["event_id"]).sort());
    expect(preview.length).toBeGreaterThan(10_000);
    expect(bytes.subarray(0, Buffer.byteLength(preview)).toString()).toBe(preview);
    expect(await verdict.innerText()).toContain(
      `Exported ${events.length.toLocaleString()} events from`,
    );
    await panel.button("Reveal").waitFor();
  });

  it("opens the exported file, and keeps its state", async () => {
    const { page } = session.workbench;
    await panel.button("Open").click();
    await page.getByRole("tab", { name: /days\.otlp\.json/ }).waitFor();
    await panel.open();
    await expect.poll(() => panel.preview.textContent()).toMatch(/^\{"resourceLogs":/);
    await expect.poll(() => panel.rangeEventCount()).toBe(recorded().length);
  });

  it("opens the preview in a read-only editor", async () => {
    const { page } = session.workbench;
    await panel.button("Open Preview in Editor").click();
    await page.getByRole("tab", { name: /Export Preview 1 \(Partial\)/ }).waitFor();
    const lines = page.getByRole("code").filter({ visible: true });
    await lines.getByText("resourceLogs").first().click();
    await page.keyboard.type("changed");
    await page.getByRole("alert").filter({ hasText: "read-only editor" }).waitFor();
    expect(await lines.innerText()).not.toContain("changed");
    // The editor opens beside the panel, which stays visible.
    await panel.preview.waitFor();
  });

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
  });
});
