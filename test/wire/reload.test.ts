import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { makeEvents } from "../support/events.ts";
import { GatedDisk, isRead } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";
import { wholeDays } from "./wireStores.ts";

/** More than are read at once, so reading that continues can be noticed. */
const DAYS = Array.from({ length: 8 }, (_, index) => `2026-06-2${index + 1}`);

async function openStore() {
  const disk = new GatedDisk();
  const directory = await makeStoreFolder(
    Object.fromEntries(DAYS.map((day) => [`telemetry-${day}-4f0c9e21.jsonl`, makeEvents(3, day)])),
  );
  const panel = new PanelTestbed({ directory, fs: disk.fs });
  const folder = await makeScratchFolder();
  panel.user.exportPath = () => Promise.resolve(join(folder, "export.json"));
  return { disk, panel, folder, directory };
}

type OpenedStore = Awaited<ReturnType<typeof openStore>>;

/** Starts a query and a preview that wait for the disk, without awaiting them. */
async function startReading({ panel, disk }: OpenedStore) {
  const view = panel.view();
  const reading = disk.hold(isRead);
  const requests = [
    panel.client.request("queryEvents", { view, text: "", errorsOnly: false, newestFirst: true }),
    panel.client.request("preview", { view, format: "otlp" }),
  ];
  for (const request of requests) request.catch(() => undefined);
  await reading;
}

/** Also starts an export. */
async function startLongRequests(store: OpenedStore) {
  const { panel } = store;
  const request = panel.client.request("exportRange", { view: panel.view(), format: "json" });
  request.catch(() => undefined);
  await startReading(store);
}

describe("a reloaded page", () => {
  it("receives no responses to the previous page", async () => {
    const store = await openStore();
    await store.panel.open();
    await startLongRequests(store);
    const client = store.panel.reload();
    const answers = store.panel.recordAnswers();
    await client.request("ready", {});
    await store.disk.open();
    expect(answers).toEqual(["result"]);
    expect(client.droppedCount).toBe(0);
  });

  it("keeps an export of the previous page running, and VS Code shows its result", async () => {
    const store = await openStore();
    await store.panel.open();
    await startLongRequests(store);
    await store.panel.reload().request("ready", {});
    await store.disk.open();
    expect(await readdir(store.folder)).toEqual(["export.json"]);
    expect(store.panel.user.done).toEqual([
      ["show progress"],
      ["show verdict", expect.stringMatching(/^Exported 24 events/)],
    ]);
  });

  it("keeps an export running whose file is chosen only after the reload", async () => {
    const store = await openStore();
    const { panel, folder } = store;
    await panel.open();
    const choice = Promise.withResolvers<string>();
    const asked = Promise.withResolvers<undefined>();
    panel.user.exportPath = () => {
      asked.resolve(undefined);
      return choice.promise;
    };
    panel.client
      .request("exportRange", { view: panel.view(), format: "json" })
      .catch(() => undefined);
    await asked.promise;
    await panel.reload().request("ready", {});
    choice.resolve(join(folder, "export.json"));
    await eventually(() => {
      expect(panel.user.done).toEqual([
        ["show progress"],
        ["show verdict", expect.stringMatching(/^Exported 24 events/)],
      ]);
    });
  });

  it("leaves it to VS Code to show that an export of the previous page failed", async () => {
    const store = await openStore();
    await store.panel.open();
    store.panel.user.exportPath = () => Promise.resolve(join(store.folder, "none", "e.json"));
    await startLongRequests(store);
    await store.panel.reload().request("ready", {});
    await store.disk.open();
    const [, [call, message] = []] = store.panel.user.done;
    expect(call).toBe("show error");
    expect(message).toContain("ENOENT");
  });

  it("receives nothing about an export of the previous page that is canceled in VS Code", async () => {
    const store = await openStore();
    await store.panel.open();
    await startLongRequests(store);
    await store.panel.reload().request("ready", {});
    store.panel.user.cancelExport();
    await store.disk.open();
    expect(await readdir(store.folder)).toEqual([]);
    expect(store.panel.user.done).toEqual([["show progress"]]);
  });

  it("is answered even if the previous page was waiting for the first scan", async () => {
    const { panel, disk } = await openStore();
    const scanning = disk.hold(({ name }) => name === "stat");
    panel.client.request("ready", {}).catch(() => undefined);
    await scanning;
    panel.reload();
    const opened = panel.open();
    await disk.open();
    expect((await opened).totals.eventCount).toBe(24);
    expect(panel.client.droppedCount).toBe(0);
  });

  it("receives its own responses to the same requests", async () => {
    const { panel, disk } = await openStore();
    await panel.open();
    const reading = disk.hold(isRead);
    const twoDays = panel.view(wholeDays("2026-06-25", "2026-06-26"));
    panel.client.request("preview", { view: twoDays, format: "json" }).catch(() => undefined);
    await reading;
    const client = panel.reload();
    const ready = client.request("ready", {});
    const preview = client.request("preview", { view: panel.view(), format: "json" });
    await disk.open();
    await ready;
    expect((JSON.parse((await preview).text) as unknown[]).length).toBe(24);
  });
});

describe("a hidden panel", () => {
  it("ends the requests of its page without responses", async () => {
    const store = await openStore();
    await store.panel.open();
    await startReading(store);
    const answers = store.panel.recordAnswers();
    store.panel.session.hide();
    const { length } = store.disk.calls;
    await store.disk.open();
    expect(answers).toEqual([]);
    expect(store.disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
  });

  it("keeps an export running, and VS Code shows its result", async () => {
    const store = await openStore();
    await store.panel.open();
    await startLongRequests(store);
    const answers = store.panel.recordAnswers();
    store.panel.session.hide();
    await store.disk.open();
    expect(answers).toEqual([]);
    expect(await readdir(store.folder)).toEqual(["export.json"]);
    expect(store.panel.user.done).toEqual([
      ["show progress"],
      ["show verdict", expect.stringMatching(/^Exported 24 events/)],
    ]);
  });

  it("neither watches nor scans", async () => {
    const { panel, disk } = await openStore();
    await panel.open();
    panel.session.refreshSoon();
    panel.session.hide();
    panel.session.refreshSoon();
    const { length } = disk.calls;
    panel.scheduler.advance(10_000);
    await disk.open();
    expect(disk.calls).toHaveLength(length);
    expect(panel.watched.size).toBe(0);
    expect(panel.scheduler.delaysMs).toEqual([]);
  });

  it("receives no snapshot of a scan that ends while it is hidden", async () => {
    const { panel, disk } = await openStore();
    await panel.open();
    const listing = disk.hold(({ name }) => name === "readdir");
    panel.session.refreshSoon();
    panel.scheduler.advance(1_000);
    await listing;
    let snapshotCount = 0;
    panel.client.on("snapshot", () => snapshotCount++);
    panel.session.hide();
    await disk.open();
    expect(snapshotCount).toBe(0);
  });

  it("is up to date after its page sends ready", async () => {
    const { panel } = await openStore();
    await panel.open();
    panel.session.hide();
    panel.reload();
    expect((await panel.open()).totals.eventCount).toBe(24);
    expect(panel.watched.size).toBe(1);
  });
});

describe("a closed panel", () => {
  it("ends requests, scans, watches, and timers", async () => {
    const store = await openStore();
    const { panel, disk } = store;
    await panel.open();
    await startReading(store);
    panel.session.refreshSoon();
    const answers = panel.recordAnswers();
    panel.session.dispose();
    const { length } = disk.calls;
    await disk.open();
    panel.session.refreshSoon();
    panel.scheduler.advance(10_000);
    await disk.open();
    expect(answers).toEqual([]);
    expect(disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
    expect(panel.watched.size).toBe(0);
    expect(panel.errors).toEqual([]);
  });

  it("aborts the first scan", async () => {
    const { panel, disk } = await openStore();
    const reading = disk.hold(isRead);
    await panel.client.request("ready", {});
    await reading;
    const warningCount = panel.warnings.length;
    let snapshotCount = 0;
    panel.client.on("snapshot", () => snapshotCount++);
    const { length } = disk.calls;
    panel.session.dispose();
    await disk.open();
    expect(snapshotCount).toBe(0);
    expect(disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
    expect(panel.warnings).toHaveLength(warningCount);
  });
});
