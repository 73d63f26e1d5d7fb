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

/** Advances past the delay before the next scan. */
function passDelay(panel: PanelTestbed): void {
  panel.scheduler.advance(1_000);
}

describe("the snapshot of a page", () => {
  it("contains the store, its location, and whether it is read-only", async () => {
    const { directory, panel } = await openStore();
    const snapshot = await panel.open();
    expect(snapshot).toMatchObject({
      source: { kind: "own", folder: directory, machine: "machine", isReadOnly: false },
      index: { state: "ready" },
      totals: { fileCount: 1, eventCount: 3, skippedLineCount: 0 },
      days: [{ day: "2026-06-28", eventCount: 3 }],
    });
  });

  it("comes with the strings of the page in the language of VS Code", async () => {
    const { panel } = await openStore();
    panel.user.texts = { Today: "Heute" };
    const { strings } = await panel.client.request("ready", {});
    expect(strings).toEqual({ Today: "Heute" });
  });

  it("is followed by one with a higher revision when a file grows", async () => {
    const { panel, append } = await openStore();
    const first = await panel.open();
    await append(2);
    const next = panel.nextSnapshot();
    panel.session.refreshSoon();
    passDelay(panel);
    const second = await next;
    expect(second.totals.eventCount).toBe(5);
    expect(second.revision).toBeGreaterThan(first.revision);
  });

  it("is updated when the folder watch reports a change", async () => {
    const { directory, panel, append } = await openStore();
    await panel.open();
    await append(1);
    const next = panel.nextSnapshot();
    panel.watched.get(directory)?.();
    passDelay(panel);
    expect((await next).totals.eventCount).toBe(4);
  });

  it("has a higher revision each time, in events and responses", async () => {
    const { panel, append } = await openStore();
    const revisions: number[] = [];
    await panel.open();
    panel.client.on("snapshot", ({ revision }) => revisions.push(revision));
    for (let round = 0; round < 5; round++) {
      await append(1);
      const next = panel.nextSnapshot();
      panel.session.refreshSoon();
      passDelay(panel);
      await next;
    }
    revisions.push((await panel.client.request("ready", {})).snapshot.revision);
    expect(revisions.length).toBeGreaterThanOrEqual(6);
    expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
  });

  it("combines many changes in one scan", async () => {
    const { panel } = await openStore();
    await panel.open();
    const timerCount = panel.scheduler.delaysMs.length;
    for (let change = 0; change < 100; change++) panel.session.refreshSoon();
    expect(panel.scheduler.delaysMs).toHaveLength(timerCount + 1);
  });

  it("is updated when recording is paused", async () => {
    const { panel } = await openStore();
    await panel.open();
    const next = panel.nextSnapshot(({ recording }) => recording.state === "paused");
    panel.client.send("pauseRecording", {});
    await panel.client.request("ready", {});
    panel.session.refreshSoon();
    passDelay(panel);
    expect((await next).recording.state).toBe("paused");
  });

  it("keeps watching a folder that was deleted", async () => {
    const { directory, panel } = await openStore();
    await panel.open();
    await rm(directory, { recursive: true });
    panel.endWatch(directory);
    const next = panel.nextSnapshot(({ totals }) => totals.fileCount === 0);
    panel.session.refreshSoon();
    passDelay(panel);
    await next;
    expect([...panel.watched.keys()]).toEqual([directory]);
  });

  it("watches the folder once, however often it scans", async () => {
    const { panel, append } = await openStore();
    await panel.open();
    for (let round = 0; round < 3; round++) {
      await append(1);
      const next = panel.nextSnapshot();
      panel.session.refreshSoon();
      passDelay(panel);
      await next;
    }
    expect(panel.watchCount).toBe(1);
  });

  it("scans every few seconds if the folder cannot be watched, and logs why", async () => {
    const { directory, panel, append } = await openStore();
    panel.watchFailure = systemError("ENOSPC");
    await panel.open();
    await append(1);
    const next = panel.nextSnapshot(({ totals }) => totals.eventCount === 4);
    panel.scheduler.advance(6_000);
    await next;
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

  it("is read-only and remembered", async () => {
    const { panel, coder } = await openTwoStores();
    const next = panel.nextSnapshot(isReady);
    await panel.client.request("selectSource", { kind: "coder" });
    expect(await next).toMatchObject({
      source: { kind: "coder", folder: coder, isReadOnly: true },
      totals: { eventCount: 2 },
    });
    expect(panel.remembered).toEqual({ kind: "coder" });
    expect([...panel.watched.keys()]).toEqual([coder]);
  });

  it("can be a folder opened by the user, which is then listed as a source", async () => {
    const { panel, other } = await openTwoStores();
    panel.user.folder = () => Promise.resolve(other);
    const next = panel.nextSnapshot(isReady);
    await panel.client.request("chooseFolder", {});
    expect(await next).toMatchObject({
      source: { kind: "folder", folder: other, isReadOnly: true },
      totals: { eventCount: 3 },
    });
    const back = panel.nextSnapshot(isReady);
    await panel.client.request("selectSource", { kind: "own" });
    expect((await back).sources.map(({ kind }) => kind)).toEqual(["own", "coder", "folder"]);
  });

  it("does not change if the user cancels", async () => {
    const { panel, own } = await openTwoStores();
    await panel.client.request("chooseFolder", {});
    const { snapshot } = await panel.client.request("ready", {});
    expect(snapshot.source.folder).toBe(own);
  });

  it("is not found before a folder was opened", async () => {
    const { panel } = await openTwoStores();
    await expect(panel.client.request("selectSource", { kind: "folder" })).rejects.toMatchObject({
      code: "notFound",
    });
  });
});
