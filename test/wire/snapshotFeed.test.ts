import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { makeEvents, toJsonLines } from "../support/events.ts";
import { GatedDisk } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const MINUTE_MS = 60_000;

async function openStore() {
  const disk = new GatedDisk();
  const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const panel = new PanelTestbed({ directory, fs: disk.fs });
  const snapshots: Snapshot[] = [];
  panel.client.on("snapshot", (snapshot) => snapshots.push(snapshot));
  return {
    directory,
    panel,
    disk,
    snapshots,
    /** Triggers a scan and returns the resulting snapshots. */
    scan: async () => {
      snapshots.length = 0;
      panel.session.refreshSoon();
      panel.scheduler.advance(300);
      await disk.open();
      return [...snapshots];
    },
    /** Advances the time and returns the snapshots sent meanwhile. */
    wait: async (ms: number) => {
      snapshots.length = 0;
      panel.clock.advance(ms);
      panel.scheduler.advance(ms);
      await disk.open();
      return [...snapshots];
    },
  };
}

describe("the time in snapshots", () => {
  it("is updated every minute, even if nothing changes", async () => {
    const { panel, wait } = await openStore();
    const { revision, nowMs } = await panel.open();
    const first = await wait(MINUTE_MS);
    const second = await wait(MINUTE_MS);
    expect(
      [...first, ...second].map((snapshot) => [snapshot.nowMs - nowMs, snapshot.revision]),
    ).toEqual([
      [MINUTE_MS, revision + 1],
      [2 * MINUTE_MS, revision + 2],
    ]);
  });

  it("is updated without scanning the store", async () => {
    const { panel, disk, wait } = await openStore();
    await panel.open();
    const { length } = disk.calls;
    await wait(MINUTE_MS);
    expect(disk.calls.slice(length).filter(({ name }) => name !== "stat")).toEqual([]);
  });

  it("is updated a minute after the last snapshot", async () => {
    const { directory, panel, scan, wait } = await openStore();
    await panel.open();
    await wait(40_000);
    await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
    expect(await scan()).toHaveLength(1);
    expect(await wait(50_000)).toEqual([]);
    expect(await wait(10_000)).toHaveLength(1);
  });

  it.each(["hide", "dispose"] as const)("is not updated after %s", async (method) => {
    const { panel, wait } = await openStore();
    await panel.open();
    panel.session[method]();
    expect(await wait(10 * MINUTE_MS)).toEqual([]);
    expect(panel.scheduler.delaysMs).toEqual([]);
  });

  it("is not updated for a page that is hidden before its first response", async () => {
    const { panel, disk, wait } = await openStore();
    const scanning = disk.hold(({ name }) => name === "stat");
    panel.client.request("ready", {}).catch(() => undefined);
    await scanning;
    panel.session.hide();
    await disk.open();
    expect(panel.scheduler.delaysMs).not.toContain(MINUTE_MS);
    expect(await wait(MINUTE_MS)).toEqual([]);
  });
});

describe("a scan without changes", () => {
  it("sends no snapshot", async () => {
    const { panel, scan } = await openStore();
    await panel.open();
    expect(await scan()).toEqual([]);
    expect(await scan()).toEqual([]);
  });

  it("sends no snapshot if the response to ready contains everything", async () => {
    const { panel, disk, snapshots } = await openStore();
    await panel.open();
    await disk.open();
    snapshots.length = 0;
    await panel.client.request("ready", {});
    await disk.open();
    expect(snapshots).toEqual([]);
  });

  it("sends a snapshot if recording has been paused", async () => {
    const { panel, scan } = await openStore();
    await panel.open();
    panel.recording = { state: "paused", untilMs: panel.clock.nowMs() + 1 };
    const [snapshot, ...more] = await scan();
    expect(snapshot?.recording.state).toBe("paused");
    expect(more).toEqual([]);
  });
});

describe("a scan that finds a changed file with the same counts", () => {
  it("sends a snapshot, because lists may differ", async () => {
    const { directory, panel, scan, disk } = await openStore();
    await appendFile(join(directory, "telemetry-2026-06-28-aaaaaaaa.jsonl"), "x\n");
    await panel.open();
    await disk.open();
    // The same size, and also an invalid line.
    await writeFile(join(directory, "telemetry-2026-06-28-aaaaaaaa.jsonl"), "[\n");
    expect(await scan()).toHaveLength(1);
  });
});

describe("many changes during a slow scan", () => {
  it("cause one more scan and one snapshot", async () => {
    const { directory, panel, disk, snapshots } = await openStore();
    const listing = disk.hold(({ name }) => name === "readdir");
    await panel.client.request("ready", {});
    await listing;
    await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
    for (let tick = 0; tick < 200; tick++) {
      panel.session.refreshSoon();
      panel.scheduler.advance(300);
    }
    await disk.open();
    expect(snapshots.filter(({ index }) => index.state === "ready")).toHaveLength(1);
    expect(disk.calls.filter(({ name }) => name === "readdir")).toHaveLength(2);
    // Before each snapshot, it checks which sources exist.
    expect(disk.calls.filter(({ name }) => name === "stat").length).toBeLessThan(10);
  });
});

describe("an index that changes constantly", () => {
  it("is saved every 30 s, and when the panel is hidden", async () => {
    const { directory, panel, disk, scan } = await openStore();
    await panel.open();
    for (let count = 0; count < 5; count++) {
      await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
      await scan();
    }
    expect(panel.saveCount).toBe(1);
    panel.session.hide();
    await disk.open();
    expect(panel.saveCount).toBe(2);
  });
});
