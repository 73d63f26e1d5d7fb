import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { makeEvents } from "../support/events.ts";
import { GatedDisk } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";
import { exportBytes, wholeDays } from "./wireStores.ts";

const DAYS = ["2026-06-25", "2026-06-26", "2026-06-27", "2026-06-28"];

async function openStore() {
  const disk = new GatedDisk();
  const directory = await makeStoreFolder(
    Object.fromEntries(
      DAYS.map((day) => [`telemetry-${day}-4f0c9e21.jsonl`, makeEvents(300, day)]),
    ),
  );
  const panel = new PanelTestbed({ directory, fs: disk.fs });
  const folder = await makeScratchFolder();
  const path = join(folder, "export.json");
  panel.user.exportPath = () => Promise.resolve(path);
  await panel.open();
  return { disk, directory, panel, folder, path };
}

const TWO_DAYS = wholeDays("2026-06-26", "2026-06-27");

describe.each(EXPORT_FORMATS)("an export of $id from the panel", ({ id: format }) => {
  it.each([
    ["all time", { kind: "allTime" }],
    ["two days", TWO_DAYS],
  ] as const)("of %s writes the same as an export by command", async (_, range) => {
    const { directory, panel, path } = await openStore();
    const { bytes } = await exportBytes(directory, range, format);
    const verdict = await panel.client.request("exportRange", { view: panel.view(range), format });
    expect(verdict).toMatchObject({ outcome: "exported", savedAs: "export.json" });
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it("reports increasing progress up to the end", async () => {
    const { panel } = await openStore();
    const reports: { readBytes: number; totalBytes: number }[] = [];
    await panel.client.request(
      "exportRange",
      { view: panel.view(), format },
      { onProgress: (progress) => reports.push(progress) },
    );
    const read = reports.map(({ readBytes }) => readBytes);
    expect(read.length).toBeGreaterThan(1);
    expect(read).toEqual([...new Set(read)].sort((left, right) => left - right));
    expect(read.at(-1)).toBe(reports[0]?.totalBytes);
  });

  it("leaves nothing behind when it is canceled during any disk call", async () => {
    const names = ["readdir", "open", "handle.read", "handle.write", "handle.sync", "handle.stat"];
    for (const name of names) {
      const { disk, panel, folder, path } = await openStore();
      await writeFile(path, "mine");
      const abort = new AbortController();
      const reached = disk.hold((call) => call.name === name);
      const params = { view: panel.view(), format };
      const answer = panel.client.request("exportRange", params, { signal: abort.signal });
      const rejected = expect(answer, name).rejects.toMatchObject({ code: "cancelled" });
      await reached;
      abort.abort();
      await rejected;
      await disk.open();
      expect(await readdir(folder), name).toEqual(["export.json"]);
      expect(await readFile(path, "utf8"), name).toBe("mine");
      expect(panel.sink.single("export").properties["result"], name).toBe("aborted");
    }
  });
});

describe("an export from the panel", () => {
  it("is dismissed and not recorded if the user cancels the dialog", async () => {
    const { panel } = await openStore();
    panel.user.exportPath = () => Promise.resolve(undefined);
    const params = { view: panel.view(), format: "json" } as const;
    expect(await panel.client.request("exportRange", params)).toEqual({ outcome: "dismissed" });
    expect(panel.sink.events).toEqual([]);
  });

  it("creates no file if the range has no events", async () => {
    const { panel, folder } = await openStore();
    const range = { kind: "last24Hours" } as const;
    const params = { view: panel.view(range), format: "json" } as const;
    expect(await panel.client.request("exportRange", params)).toMatchObject({ outcome: "empty" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("covers the anchored range, even if it starts later", async () => {
    const { panel, path } = await openStore();
    const range = { kind: "last7Days" } as const;
    const view = panel.view(range);
    const { eventCount } = await panel.client.request("countRange", view);
    panel.clock.advance(3 * 86_400_000);
    await panel.client.request("exportRange", { view, format: "json" });
    expect(JSON.parse(await readFile(path, "utf8"))).toHaveLength(eventCount);
  });

  it("is recorded with its surface and counts, but not its path", async () => {
    const { panel, folder } = await openStore();
    await panel.client.request("exportRange", { view: panel.view(TWO_DAYS), format: "otlp" });
    const event = panel.sink.single("export");
    expect(event.properties).toMatchObject({ format: "otlp", range: "days", surface: "panel" });
    expect(event.measurements).toMatchObject({ events: 600, files: 2, skipped_lines: 0 });
    expect(JSON.stringify(panel.sink.events)).not.toContain(folder);
  });

  it("can be opened and revealed by its ID", async () => {
    const { panel, folder, path } = await openStore();
    const params = { view: panel.view(), format: "json" } as const;
    await panel.client.request("exportRange", params);
    const second = join(folder, "second.json");
    panel.user.exportPath = () => Promise.resolve(second);
    const verdict = await panel.client.request("exportRange", params);
    if (verdict.outcome !== "exported") throw new Error(verdict.outcome);
    panel.client.send("revealExport", { exportId: verdict.exportId });
    panel.client.send("openExport", { exportId: verdict.exportId - 1 });
    await panel.client.request("ready", {});
    expect(panel.user.done).toEqual([
      ["reveal export", second],
      ["open export", path],
    ]);
  });

  it("that cannot be written fails with io and a message, and leaves nothing", async () => {
    const { panel, folder } = await openStore();
    panel.user.exportPath = () => Promise.resolve(join(folder, "no/such/folder.json"));
    const params = { view: panel.view(), format: "json" } as const;
    const answer = panel.client.request("exportRange", params);
    await expect(answer).rejects.toMatchObject({ code: "io" });
    await expect(answer).rejects.toThrow("No existing file was changed");
    expect(await readdir(folder)).toEqual([]);
  });
});
