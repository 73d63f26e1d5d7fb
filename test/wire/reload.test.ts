import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvents } from "../support/events.ts";
import { GatedDisk, isRead } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";
import { wholeDays } from "./wireStores.ts";

/** More than are read at once, so that what goes on can be seen. */
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

/** Begins a query and a preview, which wait for the disk; nobody waits for them. */
async function beginReading({ panel, disk }: OpenedStore) {
  const view = panel.view();
  const reading = disk.hold(isRead);
  const requests = [
    panel.client.request("queryEvents", { view, text: "", errorsOnly: false, newestFirst: true }),
    panel.client.request("preview", { view, format: "otlp" }),
  ];
  for (const request of requests) request.catch(() => undefined);
  await reading;
}

/** Begins an export as well. */
async function beginLongRequests(store: OpenedStore) {
  const { panel } = store;
  const request = panel.client.request("exportRange", { view: panel.view(), format: "json" });
  request.catch(() => undefined);
  await beginReading(store);
}

describe("a page that is loaded anew", () => {
  it("gets none of the answers of the page before", async () => {
    const store = await openStore();
    await store.panel.open();
    await beginLongRequests(store);
    const client = store.panel.reload();
    const answers = store.panel.recordAnswers();
    await client.request("ready", {});
    await store.disk.open();
    expect(answers).toEqual(["result"]);
    expect(client.droppedCount).toBe(0);
  });

  it("does not end an export of the page before, whose verdict VS Code shows", async () => {
    const store = await openStore();
    await store.panel.open();
    await beginLongRequests(store);
    await store.panel.reload().request("ready", {});
    await store.disk.open();
    expect(await readdir(store.folder)).toEqual(["export.json"]);
    expect(store.panel.user.done).toEqual([
      ["show progress"],
      ["show verdict", expect.stringMatching(/^Exported 24 events/)],
    ]);
  });

  it("is told by VS Code where an export of the page before failed", async () => {
    const store = await openStore();
    await store.panel.open();
    store.panel.user.exportPath = () => Promise.resolve(join(store.folder, "none", "e.json"));
    await beginLongRequests(store);
    await store.panel.reload().request("ready", {});
    await store.disk.open();
    const [, [call, message] = []] = store.panel.user.done;
    expect(call).toBe("show error");
    expect(message).toContain("ENOENT");
  });

  it("does not hear of an export of the page before that is cancelled in VS Code", async () => {
    const store = await openStore();
    await store.panel.open();
    await beginLongRequests(store);
    await store.panel.reload().request("ready", {});
    store.panel.user.cancelExport();
    await store.disk.open();
    expect(await readdir(store.folder)).toEqual([]);
    expect(store.panel.user.done).toEqual([["show progress"]]);
  });

  it("is answered while the page before still waits for the first look", async () => {
    const { panel, disk } = await openStore();
    const looking = disk.hold(({ name }) => name === "stat");
    panel.client.request("ready", {}).catch(() => undefined);
    await looking;
    panel.reload();
    const opened = panel.open();
    await disk.open();
    expect((await opened).totals.eventCount).toBe(24);
    expect(panel.client.droppedCount).toBe(0);
  });

  it("gets its own answers where the page before asked the same", async () => {
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

describe("a panel that is hidden", () => {
  it("ends what its page asked for, unanswered", async () => {
    const store = await openStore();
    await store.panel.open();
    await beginReading(store);
    const answers = store.panel.recordAnswers();
    store.panel.session.hide();
    const { length } = store.disk.calls;
    await store.disk.open();
    expect(answers).toEqual([]);
    expect(store.disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
  });

  it("goes on with an export, whose verdict VS Code shows", async () => {
    const store = await openStore();
    await store.panel.open();
    await beginLongRequests(store);
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

  it("watches nothing and looks at nothing", async () => {
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

  it("is told nothing of a look that ends meanwhile", async () => {
    const { panel, disk } = await openStore();
    await panel.open();
    const listing = disk.hold(({ name }) => name === "readdir");
    panel.session.refreshSoon();
    panel.scheduler.advance(1_000);
    await listing;
    let toldCount = 0;
    panel.client.on("snapshot", () => toldCount++);
    panel.session.hide();
    await disk.open();
    expect(toldCount).toBe(0);
  });

  it("is up to date again once its page says ready", async () => {
    const { panel } = await openStore();
    await panel.open();
    panel.session.hide();
    panel.reload();
    expect((await panel.open()).totals.eventCount).toBe(24);
    expect(panel.watched.size).toBe(1);
  });
});

describe("a panel that is closed", () => {
  it("ends everything that has no effect: requests, looks, watches and timers", async () => {
    const store = await openStore();
    const { panel, disk } = store;
    await panel.open();
    await beginReading(store);
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

  it("ends a first look in the middle", async () => {
    const { panel, disk } = await openStore();
    const reading = disk.hold(isRead);
    await panel.client.request("ready", {});
    await reading;
    const warningCount = panel.warnings.length;
    let toldCount = 0;
    panel.client.on("snapshot", () => toldCount++);
    const { length } = disk.calls;
    panel.session.dispose();
    await disk.open();
    expect(toldCount).toBe(0);
    expect(disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
    expect(panel.warnings).toHaveLength(warningCount);
  });
});
