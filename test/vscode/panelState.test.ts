import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DAY_MS, utcDayOf } from "../../shared/days.ts";
import { makeEvent, makeHeader, toJsonLines } from "../support/events.ts";
import { numberOf, Panel, readExtensionLog } from "./panelDriver.ts";
import { seedStore } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const HOSTILE_NAME = `<img src=x onerror="globalThis.isOwned = true">`;
const HOSTILE_KEY = `"><script>globalThis.isOwned = true</script>`;
const HOSTILE_VALUE = `</pre></textarea><svg onload=globalThis.isOwned=true>\u202e`;

describe.skipIf(inject("vsCodeMissing") !== "")("the Telemetry panel over time", () => {
  const nowMs = Date.now();
  const hostileDay = utcDayOf(nowMs - 3 * DAY_MS);
  let session: VsCodeSession;
  let panel: Panel;
  let store: string;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      seed: async (storage) => {
        await seedStore(join(storage, "telemetry"), { days: 10, nowMs });
        await writeFile(
          join(storage, "telemetry", `telemetry-${hostileDay}-badc0de1.jsonl`),
          toJsonLines([makeHeader({ os_type: HOSTILE_VALUE }), hostileEvent(hostileDay)]),
        );
      },
    });
    store = join(session.globalStorageDir, "telemetry");
    panel = new Panel(session.workbench);
    await panel.open();
  });

  afterAll(async () => {
    await session.close();
  });

  it("shows markup in events as text", async () => {
    await panel.typeDays(hostileDay, hostileDay);
    await panel.filterField.fill("<img");
    const foreign = () => panel.root.locator("html").evaluate(foreignElements);
    await panel.list.getByRole("option").getByText(HOSTILE_NAME).first().click();
    await panel.detail.getByRole("heading", { name: HOSTILE_NAME }).waitFor();
    const shown = await panel.detail.innerText();
    for (const text of [HOSTILE_KEY, HOSTILE_VALUE]) expect(shown).toContain(text);
    await panel.detail.getByText("Session", { exact: true }).click();
    await session.workbench.screenshot("panel-hostile");
    expect(await foreign()).toEqual([]);
    await panel.chooseTab("Files");
    await panel.root
      .getByRole("row", { name: /badc0de1/ })
      .getByRole("button", { name: /^Details of / })
      .click();
    await panel.tabPanel.getByText(HOSTILE_NAME).waitFor();
    expect(await foreign()).toEqual([]);
    await panel.chooseTab("Preview and Export");
    await expect.poll(() => panel.preview.textContent()).toContain("onerror");
    expect(await foreign()).toEqual([]);
    await panel.chooseTab("Events");
    await panel.filterField.fill("");
  });

  it("counts events of another window while the list keeps its scroll position", async () => {
    await panel.filterField.fill("");
    await panel.choosePreset("All time");
    await expect.poll(() => panel.rangeEventCount()).toBeGreaterThan(1_000);
    const before = (await panel.rangeEventCount()) ?? 0;
    await expect.poll(async () => numberOf(await panel.listStatus())).toBeGreaterThan(1_000);
    await panel.list.evaluate((list) => {
      list.scrollTop = 3_000;
    });
    const visible = () => panel.list.evaluate(visibleTexts);
    await expect
      .poll(async () => {
        const rows = await visible();
        return rows.length > 0 && !rows.includes("Loading…");
      })
      .toBe(true);
    const visibleRows = await visible();
    const file = join(store, `telemetry-${utcDayOf(Date.now())}-0a1b2c3d.jsonl`);
    await writeFile(file, toJsonLines([makeHeader(), eventNow(1), eventNow(2)]));
    await expect.poll(() => panel.rangeEventCount()).toBe(before + 2);
    await appendFile(file, toJsonLines([eventNow(3)]));
    await expect.poll(() => panel.rangeEventCount()).toBe(before + 3);
    await expect.poll(async () => numberOf((await panel.headerFacts())["Events"])).toBe(before + 3);
    expect(await panel.list.evaluate((list) => list.scrollTop)).toBe(3_000);
    expect(await visible()).toEqual(visibleRows);
    await session.workbench.screenshot("panel-new-events");
  });

  it("lists the new events on request", async () => {
    await panel.button("Show 3 New Events").click();
    await panel.list.getByRole("option", { name: /live\.3/ }).waitFor();
    await expect.poll(() => panel.list.evaluate((list) => list.scrollTop)).toBe(0);
    await expect.poll(() => panel.button(/New Event/).count()).toBe(0);
  });

  it("restores its state after the window is reloaded", async () => {
    const startDay = utcDayOf(nowMs - 8 * DAY_MS);
    const endDay = utcDayOf(nowMs - DAY_MS);
    await panel.chooseTab("Preview and Export");
    await panel.root.getByRole("radio", { name: /^OTLP\/JSON/ }).click();
    await panel.chooseTab("Events");
    await panel.typeDays(startDay, endDay);
    await panel.filterField.fill("coder.open");
    await expect
      .poll(async () => {
        const visibleRows = await panel.list.evaluate(visibleTexts);
        return visibleRows.length > 0 && visibleRows.every(matchesFilter);
      })
      .toBe(true);
    await panel.list.evaluate((list) => {
      list.scrollTop = 1_200;
    });
    // A row from before the scroll would be scrolled back to by the click.
    await expect
      .poll(async () => {
        const visibleRows = await panel.list.evaluate(visibleTexts);
        return visibleRows.length > 0 && visibleRows.every(matchesFilter);
      })
      .toBe(true);
    await panel.list
      .getByRole("option", { name: /coder\.open/ })
      .nth(12)
      .click();
    await panel.detail.getByLabel("Raw line").waitFor();
    await expect.poll(() => panel.list.evaluate(visibleTexts)).not.toContain("Loading…");
    const before = await readState();
    const tabsBefore = await tabsAt();
    expect(await panel.list.evaluate((list) => list.scrollTop)).toBeGreaterThan(1_000);
    await session.workbench.reloadWindow();
    await panel.detail.getByLabel("Raw line").waitFor();
    await expect.poll(readState).toEqual(before);
    // The header gets its height shortly after the page is scrolled.
    await expect.poll(async () => Math.abs((await tabsAt()) - tabsBefore)).toBeLessThan(50);
    await panel.chooseTab("Preview and Export");
    await panel.root.getByRole("radio", { name: /^OTLP\/JSON/, checked: true }).waitFor();
  });

  const matchesFilter = (text: string) => text.includes("commandId=coder.open");

  const tabsAt = async () => (await panel.root.getByRole("tablist").boundingBox())?.y ?? Infinity;

  /** The visible state that the user has set. */
  async function readState() {
    return {
      days: await panel.range.getByRole("heading", { level: 2 }).first().innerText(),
      tab: await panel.root.getByRole("tab", { selected: true }).innerText(),
      filter: await panel.filterField.inputValue(),
      found: await panel.listStatus(),
      rawLine: await panel.detail.getByLabel("Raw line").textContent(),
      visibleRows: await panel.list.evaluate(visibleTexts),
    };
  }

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
    expect(readExtensionLog(session)).not.toMatch(/The panel reported|\[error\]/);
  });
});

function hostileEvent(day: string) {
  return makeEvent({
    event_name: HOSTILE_NAME,
    timestamp: `${day}T00:00:01.000Z`,
    trace_id: "0af7651916cd43dd8448eb211c80319c",
    properties: { [HOSTILE_KEY]: HOSTILE_VALUE },
    error: { message: HOSTILE_VALUE, type: HOSTILE_NAME },
  });
}

function eventNow(sequence: number) {
  return makeEvent({
    event_sequence: sequence,
    event_name: `live.${sequence}`,
    timestamp: new Date().toISOString(),
  });
}

/** Runs in the page. Finds elements that only markup in events could have created. */
function foreignElements(): string[] {
  const elements = document.querySelectorAll("img, iframe, object, embed, [onerror], [onload]");
  const scripts = [...document.scripts].filter((script) => script.text.includes("isOwned"));
  const isOwned = Reflect.has(globalThis, "isOwned");
  return [...elements, ...scripts].map((element) => element.outerHTML).concat(isOwned ? "ran" : []);
}

/** Runs in the page. Returns the text of the visible rows of the list. */
function visibleTexts(list: Element): string[] {
  const { top, bottom } = list.getBoundingClientRect();
  return [...list.querySelectorAll('[role="option"]')]
    .filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    })
    .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
    .map((row) => row.textContent);
}
