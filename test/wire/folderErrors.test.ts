import { promises as fs } from "node:fs";
import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { makeEvents } from "../support/events.ts";
import { interceptFileSystem, systemError } from "../support/interceptedFileSystem.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const QUERY = { text: "", errorsOnly: false, newestFirst: false };

describe("a deleted folder", () => {
  it("is reported as failed if it is another folder", async () => {
    const own = await makeStoreFolder({});
    const other = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const panel = new PanelTestbed({
      directory: own,
      remembered: { kind: "folder", folder: other },
    });
    expect((await panel.open()).totals.eventCount).toBe(3);
    await rm(other, { recursive: true });
    const next = panel.nextSnapshot();
    panel.session.refreshSoon();
    panel.scheduler.advance(1_000);
    const { index } = await next;
    expect(index).toEqual({ state: "failed", message: "it no longer exists" });
    await expect(panel.client.request("countRange", panel.view())).rejects.toMatchObject({
      code: "io",
      message: `Could not read the telemetry folder ${other}: it no longer exists`,
    });
  });

  it("is empty if it is the extension's own store, which is created with the first event", async () => {
    const own = await makeStoreFolder({});
    await rm(own, { recursive: true });
    const panel = new PanelTestbed({ directory: own });
    expect((await panel.open()).index.state).toBe("ready");
  });

  it("is not confused with an empty folder", async () => {
    const own = await makeStoreFolder({});
    const folder = await makeStoreFolder({});
    const panel = new PanelTestbed({ directory: own, remembered: { kind: "folder", folder } });
    expect((await panel.open()).index.state).toBe("ready");
  });
});

describe("a folder that cannot be listed", () => {
  async function openBroken() {
    const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const broken = { is: true };
    const panel = new PanelTestbed({
      directory,
      fs: interceptFileSystem(fs, ({ name, path }, proceed) =>
        broken.is && name === "readdir" && path === directory
          ? Promise.reject(systemError("EACCES"))
          : proceed(),
      ),
    });
    return { panel, broken, directory };
  }

  it("is shown as failed, with the reason, and logged", async () => {
    const { panel, directory } = await openBroken();
    expect((await panel.open()).index).toEqual({ state: "failed", message: "EACCES: injected" });
    expect(panel.warnings.join("\n")).toContain(directory);
  });

  it.each(["countRange", "queryEvents", "listFiles"] as const)(
    "fails %s with the reason",
    async (method) => {
      const { panel, directory } = await openBroken();
      await panel.open();
      const page = { sortBy: "day", isDescending: false, offset: 0, limit: 1 } as const;
      const params = { ...panel.view(), view: panel.view(), ...QUERY, ...page };
      await expect(panel.client.request(method, params)).rejects.toMatchObject({
        code: "io",
        message: `Could not read the telemetry folder ${directory}: EACCES: injected`,
      });
    },
  );

  it("fails previews and exports", async () => {
    const { panel } = await openBroken();
    await panel.open();
    panel.user.exportPath = () => Promise.resolve("/nowhere/export.json");
    const params = { view: panel.view(), format: "json" } as const;
    for (const method of ["preview", "openPreview", "exportRange"] as const) {
      await expect(panel.client.request(method, params)).rejects.toMatchObject({ code: "io" });
    }
  });

  it("deletes nothing, not even files listed earlier", async () => {
    const { panel, broken } = await openBroken();
    broken.is = false;
    await panel.open();
    broken.is = true;
    panel.user.answer = () => Promise.resolve(true);
    await expect(
      panel.client.request("deleteRecorded", { target: { kind: "everything" } }),
    ).rejects.toMatchObject({ code: "io" });
    expect(panel.user.questions).toEqual([]);
  });

  it("is shown again once it can be listed", async () => {
    const { panel, broken } = await openBroken();
    await panel.open();
    broken.is = false;
    const next = panel.nextSnapshot();
    panel.session.refreshSoon();
    panel.scheduler.advance(1_000);
    expect(await next).toMatchObject({ index: { state: "ready" }, totals: { eventCount: 3 } });
  });
});
