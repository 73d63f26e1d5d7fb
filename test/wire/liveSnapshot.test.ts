import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { makeEvents, toJsonLines } from "../support/events.ts";
import { systemError } from "../support/interceptedFileSystem.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

async function openStore() {
  const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const panel = new PanelTestbed({ directory });
  const append = (count: number) =>
    appendFile(join(directory, NAME), toJsonLines(makeEvents(count, "2026-06-28", "4f0c9e21", 12)));
  return { directory, panel, append };
}

/** Longer than the host waits before it looks again. */
function pass(panel: PanelTestbed): void {
  panel.scheduler.advance(1_000);
}

describe("the snapshot that a page gets", () => {
  it("shows the store, where it is and that it may be changed", async () => {
    const { directory, panel } = await openStore();
    const snapshot = await panel.open();
    expect(snapshot).toMatchObject({
      source: { kind: "own", folder: directory, machine: "machine", isReadOnly: false },
      index: { state: "ready" },
      totals: { fileCount: 1, eventCount: 3, skippedLineCount: 0 },
      days: [{ day: "2026-06-28", eventCount: 3 }],
    });
  });

  it("brings the page's texts in the language of the editor", async () => {
    const { panel } = await openStore();
    panel.user.texts = { Today: "Heute" };
    const { strings } = await panel.client.request("ready", {});
    expect(strings).toEqual({ Today: "Heute" });
  });

  it("is followed by another one once a file has grown, with a higher revision", async () => {
    const { panel, append } = await openStore();
    const first = await panel.open();
    await append(2);
    const told = panel.nextSnapshot();
    panel.session.refreshSoon();
    pass(panel);
    const second = await told;
    expect(second.totals.eventCount).toBe(5);
    expect(second.revision).toBeGreaterThan(first.revision);
  });

  it("follows what the folder's watch tells", async () => {
    const { directory, panel, append } = await openStore();
    await panel.open();
    await append(1);
    const told = panel.nextSnapshot();
    panel.watched.get(directory)?.();
    pass(panel);
    expect((await told).totals.eventCount).toBe(4);
  });

  it("has a higher revision each time, whatever tells it", async () => {
    const { panel, append } = await openStore();
    const revisions: number[] = [];
    await panel.open();
    panel.client.on("snapshot", ({ revision }) => revisions.push(revision));
    for (let round = 0; round < 5; round++) {
      await append(1);
      const told = panel.nextSnapshot();
      panel.session.refreshSoon();
      pass(panel);
      await told;
    }
    revisions.push((await panel.client.request("ready", {})).snapshot.revision);
    expect(revisions.length).toBeGreaterThanOrEqual(6);
    expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
  });

  it("gathers many changes in one look", async () => {
    const { panel } = await openStore();
    await panel.open();
    const waiting = panel.scheduler.delaysMs.length;
    for (let change = 0; change < 100; change++) panel.session.refreshSoon();
    expect(panel.scheduler.delaysMs).toHaveLength(waiting + 1);
  });

  it("tells of a pause", async () => {
    const { panel } = await openStore();
    await panel.open();
    const told = panel.nextSnapshot(({ recording }) => recording.state === "paused");
    panel.client.send("pauseRecording", {});
    await panel.client.request("ready", {});
    panel.session.refreshSoon();
    pass(panel);
    expect((await told).recording.state).toBe("paused");
  });

  it("follows a folder that was made again", async () => {
    const { directory, panel } = await openStore();
    await panel.open();
    await rm(directory, { recursive: true });
    panel.endWatch(directory);
    const told = panel.nextSnapshot(({ totals }) => totals.fileCount === 0);
    panel.session.refreshSoon();
    pass(panel);
    await told;
    expect([...panel.watched.keys()]).toEqual([directory]);
  });

  it("watches the folder once, however often it looks", async () => {
    const { panel, append } = await openStore();
    await panel.open();
    for (let round = 0; round < 3; round++) {
      await append(1);
      const told = panel.nextSnapshot();
      panel.session.refreshSoon();
      pass(panel);
      await told;
    }
    expect(panel.watchCount).toBe(1);
  });

  it("looks every few seconds where the folder cannot be watched, and logs why", async () => {
    const { directory, panel, append } = await openStore();
    panel.watchFailure = systemError("ENOSPC");
    await panel.open();
    await append(1);
    const told = panel.nextSnapshot(({ totals }) => totals.eventCount === 4);
    panel.scheduler.advance(6_000);
    await told;
    expect(panel.warnings).toEqual([expect.stringContaining(directory)]);
    expect(panel.warnings[0]).toContain("ENOSPC");
  });
});

describe("another source", () => {
  async function openTwoStores() {
    const own = await makeStoreFolder({ [NAME]: makeEvents(1) });
    const coder = await makeStoreFolder({ [NAME]: makeEvents(2) });
    const other = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const panel = new PanelTestbed({ directory: own, coderDirectory: coder });
    await panel.open();
    return { panel, own, coder, other };
  }

  const isReady = ({ index }: Snapshot) => index.state === "ready";

  it("is shown read-only and remembered", async () => {
    const { panel, coder } = await openTwoStores();
    const told = panel.nextSnapshot(isReady);
    await panel.client.request("selectSource", { kind: "coder" });
    expect(await told).toMatchObject({
      source: { kind: "coder", folder: coder, isReadOnly: true },
      totals: { eventCount: 2 },
    });
    expect(panel.remembered).toEqual({ kind: "coder" });
    expect([...panel.watched.keys()]).toEqual([coder]);
  });

  it("may be a folder that the user chose, and is among the sources from then on", async () => {
    const { panel, other } = await openTwoStores();
    panel.user.folder = () => Promise.resolve(other);
    const told = panel.nextSnapshot(isReady);
    await panel.client.request("chooseFolder", {});
    expect(await told).toMatchObject({
      source: { kind: "folder", folder: other, isReadOnly: true },
      totals: { eventCount: 3 },
    });
    const back = panel.nextSnapshot(isReady);
    await panel.client.request("selectSource", { kind: "own" });
    expect((await back).sources.map(({ kind }) => kind)).toEqual(["own", "coder", "folder"]);
  });

  it("stays as it is where the user gives up", async () => {
    const { panel, own } = await openTwoStores();
    await panel.client.request("chooseFolder", {});
    const { snapshot } = await panel.client.request("ready", {});
    expect(snapshot.source.folder).toBe(own);
  });

  it("is not found before a folder was chosen", async () => {
    const { panel } = await openTwoStores();
    await expect(panel.client.request("selectSource", { kind: "folder" })).rejects.toMatchObject({
      code: "notFound",
    });
  });
});
