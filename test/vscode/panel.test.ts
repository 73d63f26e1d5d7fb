import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DAY_MS, utcDayOf, type UtcDay } from "../../shared/days.ts";
import { readPlainly, type PlainEvent } from "../support/plainReader.ts";
import { numberOf, OPEN_PANEL, Panel } from "./panelDriver.ts";
import { dayWithFiles, seedStore } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

describe.skipIf(inject("vsCodeMissing") !== "")("the Telemetry panel in VS Code", () => {
  const nowMs = Date.now();
  let session: VsCodeSession;
  let panel: Panel;
  let store: string;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      seed: (storage) => seedStore(join(storage, "telemetry"), { days: 30, nowMs }),
    });
    store = join(session.globalStorageDir, "telemetry");
    panel = new Panel(session.workbench);
    await panel.open();
  });

  afterAll(async () => {
    await session.close();
  });

  /** The events of whole days before today, which do not change. */
  function recordedOn(startDay: UtcDay, endDay: UtcDay): readonly PlainEvent[] {
    return readPlainly(store).filter(({ event }) => {
      const day = String(event["timestamp"]).slice(0, 10);
      return day >= startDay && day <= endDay;
    });
  }

  const daysAgo = (count: number): UtcDay => utcDayOf(nowMs - count * DAY_MS);

  it("counts the files in its header, and the last seven days below", async () => {
    // This session records events meanwhile.
    await expect
      .poll(async () => {
        const { Events: events, Files: files } = await panel.headerFacts();
        const recorded = readPlainly(store);
        return {
          isExact: numberOf(events) === recorded.length,
          fileCount: numberOf(files) === new Set(recorded.map(({ fileName }) => fileName)).size,
        };
      })
      .toEqual({ isExact: true, fileCount: true });
    await expect
      .poll(async () => {
        const startMs = Date.now() - 7 * DAY_MS;
        const lastWeek = readPlainly(store).filter(
          ({ event }) => Date.parse(String(event["timestamp"])) >= startMs,
        );
        return Math.abs(((await panel.rangeEventCount()) ?? 0) - lastWeek.length);
      })
      .toBeLessThanOrEqual(5);
  });

  it("exists once, however often it is opened", async () => {
    await panel.open();
    await session.workbench.runCommand(OPEN_PANEL);
    await panel.waitUntilShown();
    const tabs = session.workbench.page.getByRole("tab", { name: "Telemetry" });
    expect(await tabs.count()).toBe(1);
  });

  it("shows a day clicked in the calendar", async () => {
    const day = dayWithFiles(store, nowMs, 2);
    await (await panel.calendarDay(day)).click();
    await expect.poll(() => panel.rangeEventCount()).toBe(recordedOn(day, day).length);
    await expect.poll(() => panel.selectedDays()).toEqual([day]);
  });

  it("shows days selected by dragging", async () => {
    const [startDay, endDay] = threeDays(nowMs);
    const from = await panel.calendarDay(startDay);
    const to = await panel.calendarDay(endDay);
    const { page } = session.workbench;
    await from.hover();
    await page.mouse.down();
    await to.hover();
    await page.mouse.up();
    await expect.poll(() => panel.rangeEventCount()).toBe(recordedOn(startDay, endDay).length);
    await expect.poll(() => panel.selectedDays()).toHaveLength(3);
  });

  it("shows days selected with the keyboard", async () => {
    const [startDay, endDay] = threeDays(nowMs);
    const { keyboard } = session.workbench.page;
    await panel.root.getByRole("textbox", { name: "To (UTC)" }).focus();
    for (let presses = 0; presses < 4; presses++) {
      await keyboard.press("Tab");
      if ((await focusedDay()) !== undefined) break;
    }
    for (let day = await focusedDay(); day !== startDay; day = await focusedDay()) {
      if (day === undefined) throw new Error("The focus has left the calendar.");
      const before = day;
      await keyboard.press(day > startDay ? "ArrowLeft" : "ArrowRight");
      await expect.poll(focusedDay).not.toBe(before);
    }
    await keyboard.press("Enter");
    await expect.poll(() => panel.rangeEventCount()).toBe(recordedOn(startDay, startDay).length);
    await keyboard.press("Shift+ArrowRight");
    await keyboard.press("Shift+ArrowRight");
    await expect.poll(() => panel.selectedDays()).toHaveLength(3);
    await expect.poll(() => panel.rangeEventCount()).toBe(recordedOn(startDay, endDay).length);
  });

  async function focusedDay(): Promise<string | undefined> {
    return panel.root
      .locator("html")
      .evaluate(
        () => document.activeElement?.closest("[data-day]")?.getAttribute("data-day") ?? undefined,
      );
  }

  it("lists matching events of the range, and errors only", async () => {
    const [startDay, endDay] = [daysAgo(20), daysAgo(1)];
    await panel.typeDays(startDay, endDay);
    const recorded = recordedOn(startDay, endDay);
    await expect.poll(() => panel.rangeEventCount()).toBe(recorded.length);
    await panel.filterField.fill("VIEWlogs");
    const matching = recorded.filter(({ event }) =>
      JSON.stringify(event).toLowerCase().includes("viewlogs"),
    );
    await expect.poll(() => countListed()).toBe(matching.length);
    await panel.filterField.fill("");
    await panel.root.getByRole("checkbox", { name: "Show errors only" }).click();
    const failed = recorded.filter(({ event }) => event["error"] !== undefined);
    expect(failed.length).toBeGreaterThan(20);
    await expect.poll(() => countListed()).toBe(failed.length);
  });

  async function countListed(): Promise<number | undefined> {
    return numberOf(await panel.listStatus());
  }

  it("opens an event with its raw line", async () => {
    const text = "remote.setup.agent_connect";
    await panel.filterField.fill(text);
    // The list is replaced once it is filtered, and a click before that may miss its row.
    const rows = panel.list.getByRole("option");
    await expect
      .poll(async () => {
        const texts = await rows.allInnerTexts();
        return texts.length > 0 && texts.every((row) => row.includes(text));
      })
      .toBe(true);
    await panel.list
      .getByRole("option", { name: /remote\.setup\.agent_connect/ })
      .first()
      .click();
    const rawLine = await panel.detail.getByLabel("Raw line").textContent();
    const event = JSON.parse(rawLine ?? "") as Record<string, Record<string, string>>;
    const stored = readPlainly(store).find(
      ({ event: { event_id } }) => event_id === event["event_id"],
    );
    const fileLines = readFileSync(join(store, stored?.fileName ?? ""), "utf8").split("\n");
    expect(fileLines).toContain(rawLine);
    const shown = await panel.detail.innerText();
    for (const part of [stored?.fileName, event["event_id"], event["trace_id"]]) {
      expect(shown).toContain(part);
    }
    expect(shown).toContain(event["error"]?.["message"]);
    expect(await panel.detail.getByRole("definition").allInnerTexts()).toContain(
      event["properties"]?.["result"],
    );
  });

  it("shows the trace of the open event, and navigates it", async () => {
    const traceItems = panel.detail.getByRole("treeitem");
    await expect.poll(() => traceItems.count()).toBe(3);
    await traceItems.filter({ hasText: "workspace_lookup" }).click();
    await panel.detail.getByRole("heading", { name: "remote.setup.workspace_lookup" }).waitFor();
    await traceItems.filter({ hasText: "agent_connect" }).click();
    await panel.detail.getByRole("heading", { name: "remote.setup.agent_connect" }).waitFor();
  });

  it("returns the focus to the row when the event is closed with Escape", async () => {
    const { keyboard } = session.workbench.page;
    await panel.list.focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect.poll(() => panel.focused()).toMatch(/^article/);
    const row = panel.list.getByRole("option", { selected: true });
    const id = await row.getAttribute("id");
    await keyboard.press("Escape");
    await expect.poll(() => panel.detail.count()).toBe(0);
    await expect.poll(() => panel.focused()).toMatch(/^listbox/);
    expect(await panel.list.getAttribute("aria-activedescendant")).toBe(id);
  });

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
  });
});

/** The first and last of three consecutive days in the same month, before today. */
function threeDays(nowMs: number): readonly [UtcDay, UtcDay] {
  for (let daysAgo = 3; ; daysAgo++) {
    const startDay = utcDayOf(nowMs - daysAgo * DAY_MS);
    const endDay = utcDayOf(nowMs - (daysAgo - 2) * DAY_MS);
    if (startDay.slice(0, 7) === endDay.slice(0, 7)) return [startDay, endDay];
  }
}
