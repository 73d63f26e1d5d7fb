import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Panel } from "./panelDriver.ts";
import {
  accessibilityProblems,
  overflowPixels,
  overlappingBarLabels,
  walkByTab,
} from "./panelPage.ts";
import { seedStore } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const TABS = ["Events", "Files", "Preview and Export"] as const;
const THEMES = ["dark", "light", "hc-dark", "hc-light"] as const;

/** The width of VS Code beside the panel while the side bar is closed. */
const FRAME_PX = 58;

describe.skipIf(inject("vsCodeMissing") !== "")("the appearance of the Telemetry panel", () => {
  let session: VsCodeSession;
  let panel: Panel;

  beforeAll(async () => {
    const nowMs = Date.now();
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      seed: (storage) => seedStore(join(storage, "telemetry"), { days: 30, nowMs }),
    });
    panel = new Panel(session.workbench);
    await panel.open();
    await session.workbench.runCommand("View: Close Primary Side Bar");
  });

  afterAll(async () => {
    await session.close();
  });

  async function scrollTo(top: number): Promise<void> {
    await panel.root.locator("html").evaluate((_, y) => {
      window.scrollTo(0, y);
    }, top);
  }

  it("can be navigated with Tab, with a visible focus", async () => {
    await panel.header.getByRole("heading", { level: 1 }).click();
    const stops = await walkByTab(panel, 80);
    expect(stops.length).toBeGreaterThan(20);
    expect(stops.length).toBeLessThan(80);
    expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
    const names = stops.map(({ name }) => name).join("\n");
    for (const part of ["Pause", "Last 7 days", "To (UTC)", "2026", "Events (times in UTC)"]) {
      expect(names).toContain(part);
    }
  });

  it("exposes pressed states and field names to screen readers", async () => {
    await panel.root.getByRole("button", { name: "Last 7 days", pressed: true }).waitFor();
    await panel.root.getByRole("button", { name: "All time", pressed: false }).waitFor();
    await panel.root.getByRole("button", { name: "Chart", pressed: true }).waitFor();
    const names = ["From (UTC)", "To (UTC)", "Filter by text in names, fields, IDs, and errors"];
    for (const name of names) await panel.root.getByRole("textbox", { name }).waitFor();
  });

  describe.each(THEMES)("in the theme %s", (theme) => {
    beforeAll(async () => {
      await session.workbench.setTheme(theme);
    });

    it.each(TABS)("has no accessibility violations on the %s tab", async (tab) => {
      await panel.chooseTab(tab);
      await waitForTab(tab);
      expect.soft(await accessibilityProblems(panel)).toEqual([]);
      await scrollTo(0);
      if (tab === "Events") await session.workbench.screenshot(`panel-${theme}`);
      await scrollTo(10_000);
      await session.workbench.screenshot(`panel-${theme}-${tab.split(" ")[0]?.toLowerCase()}`);
    });

    it("has no accessibility violations with errors", async () => {
      await panel.button(/^Show .* Errors$/).click();
      await panel.list.getByRole("option", { name: /Error/ }).first().click();
      await panel.detail.getByRole("heading", { name: "Error" }).waitFor();
      expect.soft(await accessibilityProblems(panel)).toEqual([]);
      await session.workbench.screenshot(`panel-${theme}-errors`);
      await panel.root.getByRole("checkbox", { name: "Show errors only" }).click();
    });
  });

  it.each([
    { layout: "a panel of 320 px", width: 320 + FRAME_PX, height: 900, name: "panel-320" },
    { layout: "200 % zoom", width: 640 + FRAME_PX, height: 430, name: "panel-zoom" },
  ])("needs no horizontal scrolling with $layout", async ({ width, height, name }) => {
    await session.workbench.setTheme("dark");
    const { page } = session.workbench;
    const wide = page.viewportSize();
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => panel.root.locator("html").evaluate(() => window.innerWidth))
      .toBeLessThanOrEqual(width - FRAME_PX + 20);
    for (const preset of ["Last 30 days", "Last 7 days"] as const) {
      await panel.choosePreset(preset);
      await expect.poll(() => overlappingBarLabels(panel)).toEqual([]);
    }
    for (const tab of TABS) {
      await panel.chooseTab(tab);
      await waitForTab(tab);
      expect.soft(await overflowPixels(panel), tab).toBe(0);
      await scrollTo(0);
      if (tab === "Events") await session.workbench.screenshot(name);
      await panel.tabPanel.evaluate((element) => {
        element.scrollIntoView();
      });
      await session.workbench.screenshot(`${name}-${tab.split(" ")[0]?.toLowerCase()}`);
    }
    if (wide !== null) await page.setViewportSize(wide);
  });

  /** Waits until the tab shows its content. Opens an event on the Events tab. */
  async function waitForTab(tab: (typeof TABS)[number]): Promise<void> {
    if (tab === "Files") await panel.root.getByRole("row").nth(3).waitFor();
    else if (tab === "Preview and Export") await panel.preview.waitFor();
    else {
      // The activation in this window, which has two phases.
      const activation = panel.list.getByRole("option", { name: / activation \d/ }).first();
      if ((await panel.detail.count()) === 0) await activation.click();
      await panel.detail.getByRole("treeitem").first().waitFor();
    }
  }

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
  });
});
