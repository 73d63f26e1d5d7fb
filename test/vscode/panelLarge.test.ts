import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DAY_MS, startOfDayMs, utcDayOf } from "../../shared/days.ts";
import { writeUniformStore } from "../support/sampleStore.ts";
import { numberOf, OPEN_PANEL, Panel } from "./panelDriver.ts";
import { ageFiles } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const DAYS = 30;
const SESSIONS_PER_DAY = 8;
const EVENTS_PER_SESSION = 1_400;

describe.skipIf(inject("vsCodeMissing") !== "")("the Telemetry panel with 100 MB", () => {
  let session: VsCodeSession;
  let panel: Panel;

  beforeAll(async () => {
    const nowMs = Date.now();
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      // Retention must not delete anything during the test.
      settings: { "coder.telemetry.local": { maxTotalBytes: 1_000_000_000, maxAgeDays: 365 } },
      seed: async (storage) => {
        const directory = join(storage, "telemetry");
        await writeUniformStore(directory, {
          firstDayMs: startOfDayMs(utcDayOf(nowMs)) - DAYS * DAY_MS,
          days: DAYS,
          sessionsPerDay: SESSIONS_PER_DAY,
          eventsPerSession: EVENTS_PER_SESSION,
          seed: 1,
        });
        await ageFiles(directory, nowMs);
      },
    });
    panel = new Panel(session.workbench);
  });

  afterAll(async () => {
    await session.close();
  });

  it("counts and lists all events, and jumps to the oldest", async () => {
    const { workbench } = session;
    const minCount = DAYS * SESSIONS_PER_DAY * EVENTS_PER_SESSION;
    await workbench.runCommand(OPEN_PANEL);
    await panel.waitUntilShown();
    await panel.choosePreset("All time");
    await expect.poll(() => panel.rangeEventCount()).toBeGreaterThanOrEqual(minCount);
    await expect.poll(async () => numberOf(await panel.listStatus())).toBeGreaterThan(minCount);
    await workbench.runCommand("View: Close Primary Side Bar");
    await workbench.screenshot("panel-100-mb");
    await panel.list.focus();
    await workbench.page.keyboard.press("End");
    const oldestDay = utcDayOf(startOfDayMs(utcDayOf(Date.now())) - DAYS * DAY_MS);
    await panel.list
      .getByRole("option", { name: new RegExp(`${oldestDay} .*activation`) })
      .first()
      .waitFor();
    await workbench.screenshot("panel-100-mb-end");
    expect(panel.problems).toEqual([]);
  });
});
