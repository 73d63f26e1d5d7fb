import { promises as fs } from "node:fs";
import { readdir, readFile, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../shared/days.ts";
import { makeEvents } from "../../support/events.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";
import { OLD, writeOldStore, YESTERDAY } from "./oldStore.ts";
import { NOW_MS, startExtension, TODAY } from "./telemetryTestbed.ts";

describe("the panel", () => {
  it("shows the extension's own store and follows its changes", async () => {
    const { editor, directory, scheduler, watchers, end, eventually } = await startExtension();
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.source).toEqual({
      kind: "own",
      folder: directory,
      machine: "host",
      isReadOnly: false,
    });
    expect(watchers.folders).toEqual([directory]);
    let shownEventCount = 0;
    client?.on("snapshot", ({ totals }) => {
      shownEventCount = totals.eventCount;
    });
    await editor.run("coder.openTelemetryPanel");
    scheduler.advance(15_000);
    await eventually(() => {
      scheduler.advance(300);
      expect(shownEventCount).toBeGreaterThan(3);
    });
    await end();
  });

  it("is refreshed when the sink writes events", async () => {
    const { editor, end, eventually } = await startExtension({ local: { flushBatchSize: 1 } });
    const before = editor.panel?.refreshCount ?? 0;
    await eventually(() => {
      expect(editor.panel?.refreshCount).toBeGreaterThan(before);
    });
    await end();
  });

  it("also offers the store of the Coder extension, and remembers the selected one", async () => {
    const { editor, storage, end } = await startExtension({
      prepare: async (own) => {
        const coder = join(dirname(own), "coder.coder-remote", "telemetry");
        await fs.mkdir(coder, { recursive: true });
      },
    });
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.sources).toContainEqual({
      kind: "coder",
      folder: join(dirname(storage), "coder.coder-remote", "telemetry"),
    });
    await client?.request("selectSource", { kind: "coder" });
    expect(editor.remembered.get("panel.source")).toEqual({ kind: "coder" });
    await end();
  });

  it("saves its index beside the folder for the next window", async () => {
    const { editor, storage, end, eventually } = await startExtension({ prepare: writeOldStore });
    await editor.run("coder.openTelemetryPanel");
    await editor.panel?.client?.request("ready", {});
    await eventually(async () => {
      expect(await readFile(join(storage, "telemetry-index.jsonl"), "utf8")).toContain(OLD);
    });
    await end();
  });

  it("does not delete the file that this session is writing", async () => {
    const { editor, directory, end } = await startExtension({ prepare: writeOldStore });
    await editor.run("coder.openTelemetryPanel");
    editor.user.answer = () => Promise.resolve(true);
    const client = editor.panel?.client;
    await client?.request("countRange", { range: { kind: "allTime" }, nowMs: NOW_MS });
    const [own = ""] = (await readdir(directory)).filter((name) => name.includes(TODAY));
    await utimes(join(directory, own), new Date(0), new Date(NOW_MS - 2 * DAY_MS));
    await client?.request("deleteRecorded", { target: { kind: "everything" } });
    const names = await readdir(directory);
    expect(names).toEqual([expect.stringContaining(TODAY)]);
    await end();
  });
});

describe("the panel of an editor without local storage", () => {
  it("does not access the path of the storage on this machine", async () => {
    const { editor, storage, directory, watchers, end } = await startExtension({
      isLocal: false,
      prepare: async (own, telemetry) => {
        await writeOldStore(own, telemetry);
        const coder = join(dirname(own), "coder.coder-remote", "telemetry");
        await fs.mkdir(coder, { recursive: true });
      },
    });
    editor.user.answer = () => Promise.resolve(true);
    const before = await readdir(storage, { recursive: true });
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.totals.fileCount).toBe(0);
    expect(snapshot?.source).toEqual({ kind: "own", machine: "host", isReadOnly: true });
    expect(snapshot?.sources).toEqual([{ kind: "own" }]);
    expect(watchers.folders).toEqual([]);
    const view = { range: { kind: "allTime" }, nowMs: NOW_MS } as const;
    await expect(client?.request("countRange", view)).resolves.toMatchObject({ eventCount: 0 });
    await expect(client?.request("preview", { view, format: "json" })).rejects.toThrow(
      "Telemetry is not stored on this machine.",
    );
    await client?.request("deleteRecorded", { target: { kind: "everything" } });
    await end();
    expect(await readdir(storage, { recursive: true })).toEqual(before);
    expect(await readdir(directory)).not.toEqual([]);
  });

  it("shows an opened telemetry folder", async () => {
    const other = await makeStoreFolder({ [YESTERDAY]: makeEvents(2, "2026-06-27") });
    const { editor, end } = await startExtension({ isLocal: false });
    editor.user.folder = () => Promise.resolve(other);
    await editor.run("coder.openTelemetryFolder");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.source).toMatchObject({ kind: "folder", folder: other });
    await client?.request("selectSource", { kind: "own" });
    await end();
  });
});
