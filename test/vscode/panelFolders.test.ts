import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { utcDayOf, type UtcDay } from "../../shared/days.ts";
import { readPlainly } from "../support/plainReader.ts";
import { numberOf, OPEN_PANEL, Panel } from "./panelDriver.ts";
import { dayWithFiles, seedStore } from "./panelStore.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

describe.skipIf(inject("vsCodeMissing") !== "")("folders in the Telemetry panel", () => {
  const nowMs = Date.now();
  let session: VsCodeSession;
  let panel: Panel;
  let store: string;
  let elsewhere: string;
  let seeded: readonly string[];
  let day: UtcDay;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      settings: { "coder.telemetry.local": { flushIntervalMs: 1_000 } },
      seed: async (storage) => {
        await seedStore(join(storage, "telemetry"), { days: 30, nowMs });
        await seedStore(coderFolder(storage), { days: 4, nowMs });
        seeded = readdirSync(join(storage, "telemetry"));
      },
    });
    store = join(session.globalStorageDir, "telemetry");
    elsewhere = join(session.homeDir, "elsewhere");
    await seedStore(elsewhere, { days: 3, nowMs });
    day = dayWithFiles(store, nowMs, 4);
    panel = new Panel(session.workbench);
    await panel.open();
  });

  afterAll(async () => {
    await session.close();
  });

  const filesOf = (fileDay: string) => readdirSync(store).filter((name) => name.includes(fileDay));

  it("asks with counts before deleting a day, and deletes nothing on Cancel", async () => {
    await (await panel.calendarDay(day)).click();
    await panel.chooseTab("Files");
    const files = filesOf(day);
    const events = readPlainly(store).filter(({ fileName }) => files.includes(fileName));
    await panel.button(/^Delete \d/).click();
    const dialog = session.workbench.dialog();
    await dialog.waitFor();
    await session.workbench.screenshot("panel-delete");
    const counts = `${files.length} file${files.length === 1 ? "" : "s"} (${events.length} events)`;
    expect(await dialog.innerText()).toContain(`Delete ${counts} from ${day} (UTC)?`);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    // Ask again. The counts are unchanged.
    await panel.button(/^Delete \d/).click();
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(`Delete ${counts} from ${day} (UTC)?`);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(filesOf(day)).toEqual(files);
  });

  it("deletes the day after confirmation, and updates the counts", async () => {
    await panel.button(/^Delete \d/).click();
    const dialog = session.workbench.dialog();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await panel.root
      .getByRole("status")
      .filter({ hasText: /Deleted/ })
      .waitFor();
    expect(filesOf(day)).toEqual([]);
    // This session may start its own file meanwhile.
    await expect
      .poll(async () => {
        const { Files: files } = await panel.headerFacts();
        return numberOf(files) === filesOf("telemetry-").length;
      })
      .toBe(true);
    await expect.poll(() => panel.rangeEventCount()).toBe(0);
  });

  it("keeps the file that this window is writing, and says so", async () => {
    const olderDay = dayWithFiles(store, nowMs, 2);
    await panel.typeDays(olderDay, utcDayOf(Date.now()));
    await panel.button(/^Delete \d/).click();
    const dialog = session.workbench.dialog();
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/\d files? that may still be in use will be kept/);
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    const verdict = panel.root.getByRole("status").filter({ hasText: /Deleted/ });
    await verdict.filter({ hasText: /Kept \d+ files? that may still be in use/ }).waitFor();
    const ownFiles = readdirSync(store).filter((name) => !seeded.includes(name));
    expect(ownFiles.length).toBeGreaterThan(0);
    expect(filesOf(olderDay)).toEqual([]);
  });

  it("shows another folder, where nothing can be deleted", async () => {
    const { workbench } = session;
    await workbench.runCommand("Coder: Open Telemetry Folder…");
    await workbench.chooseFolder(elsewhere);
    await panel.header.getByText("Read-only").waitFor();
    const recorded = readPlainly(elsewhere);
    await expect
      .poll(async () => numberOf((await panel.headerFacts())["Events"]))
      .toBe(recorded.length);
    await panel.choosePreset("All time");
    await expect.poll(() => panel.rangeEventCount()).toBe(recorded.length);
    await panel
      .button(/^Reveal telemetry-/)
      .first()
      .waitFor();
    expect(await panel.button(/Delete/).count()).toBe(0);
  });

  it("switches to the folder of the Coder extension and back", async () => {
    const source = panel.root.getByRole("combobox", { name: "Source" });
    await source.click();
    await expect
      .poll(() => panel.header.getByRole("option").allInnerTexts())
      .toEqual(["This extension", "Coder extension", "Folder elsewhere"]);
    await panel.header.getByRole("option", { name: "Coder extension" }).click();
    await expect
      .poll(async () => numberOf((await panel.headerFacts())["Events"]))
      .toBe(readPlainly(coderFolder(session.globalStorageDir)).length);
    expect(await panel.header.innerText()).toContain("Read-only");
    await source.click();
    await panel.header.getByRole("option", { name: "This extension" }).click();
    await panel.button("Delete All Recorded Telemetry…").waitFor();
    expect(await panel.header.innerText()).not.toContain("Read-only");
  });

  it("pauses recording for an hour, and resumes on request", async () => {
    const { workbench } = session;
    await panel.button("Pause for an Hour").click();
    const item = workbench.page.getByRole("button", { name: /^Telemetry paused until/ });
    await item.waitFor();
    await panel.root.getByText(/^Paused until/).waitFor();
    await workbench.screenshot("panel-paused");
    const pausedMs = Date.now();
    await workbench.runCommand("View: Close All Editors");
    await item.click();
    await panel.waitUntilShown();
    await workbench.runCommand(OPEN_PANEL);
    const resumedMs = Date.now();
    await panel.button("Resume").click();
    await item.waitFor({ state: "detached" });
    await workbench.runCommand(OPEN_PANEL);
    const commandTimes = () =>
      readPlainly(store)
        .filter(({ event }) => event["event_name"] === "command.invoked")
        .map(({ event }) => Date.parse(String(event["timestamp"])));
    await expect.poll(() => commandTimes().some((timeMs) => timeMs > resumedMs)).toBe(true);
    expect(commandTimes().filter((timeMs) => timeMs > pausedMs && timeMs < resumedMs)).toEqual([]);
  });

  it("opens the settings of this extension", async () => {
    const { page } = session.workbench;
    await panel.button("Open Settings").click();
    await page.getByText("@ext:coder.coder-telemetry").first().waitFor();
    await page.getByText("2 Settings Found").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("logs no errors", () => {
    expect(panel.problems).toEqual([]);
    expect(existsSync(store)).toBe(true);
  });
});

/** The telemetry folder of the Coder extension. */
function coderFolder(globalStorageDir: string): string {
  return join(dirname(globalStorageDir), "coder.coder-remote", "telemetry");
}
