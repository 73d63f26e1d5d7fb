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
  const told: Snapshot[] = [];
  panel.client.on("snapshot", (snapshot) => told.push(snapshot));
  return {
    directory,
    panel,
    disk,
    told,
    /** Something may have changed; gives what the page is told once the host has looked. */
    look: async () => {
      told.length = 0;
      panel.session.refreshSoon();
      panel.scheduler.advance(300);
      await disk.open();
      return [...told];
    },
    /** Gives what the page is told while so much time passes. */
    wait: async (ms: number) => {
      told.length = 0;
      panel.clock.advance(ms);
      panel.scheduler.advance(ms);
      await disk.open();
      return [...told];
    },
  };
}

describe("the time that a page is told", () => {
  it("is never older than a minute, though nothing changes", async () => {
    const { panel, wait } = await openStore();
    const { revision, nowMs } = await panel.open();
    const first = await wait(MINUTE_MS);
    const second = await wait(MINUTE_MS);
    expect([...first, ...second].map((told) => [told.nowMs - nowMs, told.revision])).toEqual([
      [MINUTE_MS, revision + 1],
      [2 * MINUTE_MS, revision + 2],
    ]);
  });

  it("is told without a look at the store", async () => {
    const { panel, disk, wait } = await openStore();
    await panel.open();
    const { length } = disk.calls;
    await wait(MINUTE_MS);
    expect(disk.calls.slice(length).filter(({ name }) => name !== "stat")).toEqual([]);
  });

  it("is not told again before a minute has passed since another change was", async () => {
    const { directory, panel, look, wait } = await openStore();
    await panel.open();
    await wait(40_000);
    await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
    expect(await look()).toHaveLength(1);
    expect(await wait(50_000)).toEqual([]);
    expect(await wait(10_000)).toHaveLength(1);
  });

  it.each(["hide", "dispose"] as const)("is not told any more after %s", async (method) => {
    const { panel, wait } = await openStore();
    await panel.open();
    panel.session[method]();
    expect(await wait(10 * MINUTE_MS)).toEqual([]);
    expect(panel.scheduler.delaysMs).toEqual([]);
  });

  it("is told to no page that is hidden before its first answer", async () => {
    const { panel, disk, wait } = await openStore();
    const looking = disk.hold(({ name }) => name === "stat");
    panel.client.request("ready", {}).catch(() => undefined);
    await looking;
    panel.session.hide();
    await disk.open();
    expect(panel.scheduler.delaysMs).not.toContain(MINUTE_MS);
    expect(await wait(MINUTE_MS)).toEqual([]);
  });
});

describe("a look that finds nothing new", () => {
  it("tells nothing", async () => {
    const { panel, look } = await openStore();
    await panel.open();
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([]);
  });

  it("tells nothing where the answer to ready had all of it", async () => {
    const { panel, disk, told } = await openStore();
    await panel.open();
    await disk.open();
    told.length = 0;
    await panel.client.request("ready", {});
    await disk.open();
    expect(told).toEqual([]);
  });

  it("tells that recording has been paused meanwhile", async () => {
    const { panel, look } = await openStore();
    await panel.open();
    panel.recording = { state: "paused", untilMs: panel.clock.nowMs() + 1 };
    const [snapshot, ...more] = await look();
    expect(snapshot?.recording.state).toBe("paused");
    expect(more).toEqual([]);
  });
});

describe("a look that finds the same counts in another file", () => {
  it("is told, as lists are different", async () => {
    const { directory, panel, look, disk } = await openStore();
    await appendFile(join(directory, "telemetry-2026-06-28-aaaaaaaa.jsonl"), "x\n");
    await panel.open();
    await disk.open();
    // As large as before, and a line that is no event either.
    await writeFile(join(directory, "telemetry-2026-06-28-aaaaaaaa.jsonl"), "[\n");
    expect(await look()).toHaveLength(1);
  });
});

describe("many changes during a slow look", () => {
  it("are looked at once more and told once", async () => {
    const { directory, panel, disk, told } = await openStore();
    const listing = disk.hold(({ name }) => name === "readdir");
    await panel.client.request("ready", {});
    await listing;
    await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
    for (let tick = 0; tick < 200; tick++) {
      panel.session.refreshSoon();
      panel.scheduler.advance(300);
    }
    await disk.open();
    expect(told.filter(({ index }) => index.state === "ready")).toHaveLength(1);
    expect(disk.calls.filter(({ name }) => name === "readdir")).toHaveLength(2);
    // Each time that it thinks of telling, it looks which sources there are.
    expect(disk.calls.filter(({ name }) => name === "stat").length).toBeLessThan(10);
  });
});

describe("an index of the own store that changes all the time", () => {
  it("is saved every 30 s, and when the panel is hidden", async () => {
    const { directory, panel, disk, look } = await openStore();
    await panel.open();
    for (let count = 0; count < 5; count++) {
      await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
      await look();
    }
    expect(panel.saveCount).toBe(1);
    panel.session.hide();
    await disk.open();
    expect(panel.saveCount).toBe(2);
  });
});
