import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { OPEN_PANEL, Panel } from "./panelDriver.ts";
import { accessibilityProblems } from "./panelPage.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

describe.skipIf(inject("vsCodeMissing") !== "")("the Telemetry panel without a store", () => {
  let session: VsCodeSession;
  let panel: Panel;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      settings: { "coder.telemetry.level": "off" },
    });
    panel = new Panel(session.workbench);
    await session.workbench.runCommand(OPEN_PANEL);
  });

  afterAll(async () => {
    await session.close();
  });

  it("says that recording is off, and offers the settings", async () => {
    await panel.root.getByRole("heading", { name: "Recording is off" }).waitFor();
    await panel.root.getByText("No telemetry is stored.").waitFor();
    expect(await panel.root.getByRole("tab").count()).toBe(0);
    expect(await accessibilityProblems(panel)).toEqual([]);
    await session.workbench.screenshot("panel-empty");
    await panel.root
      .locator("main > :not(header)")
      .getByRole("button", { name: "Open Settings" })
      .click();
    const { page } = session.workbench;
    await page.getByText("@ext:coder.coder-telemetry").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows the first events as soon as recording starts", async () => {
    await session.workbench.setSettings({
      "coder.telemetry.level": "local",
      "coder.telemetry.local": { flushIntervalMs: 1_000 },
    });
    await session.workbench.runCommand(OPEN_PANEL);
    await panel.waitUntilShown();
    await panel.list
      .getByRole("option", { name: /command\.invoked/ })
      .first()
      .waitFor();
    await expect.poll(() => panel.rangeEventCount()).toBeGreaterThan(0);
    await session.workbench.screenshot("panel-first-run");
  });

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
  });
});
