import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { previewExport } from "../../../extension/export/preview.ts";
import { makeEvent, makeEvents } from "../../support/events.ts";
import { GatedDisk, isRead } from "../../support/gatedDisk.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

async function jobOf(rows: readonly object[], format: "json" | "otlp" = "json") {
  return { fs, directory: await makeStoreFolder({ [NAME]: rows }), range: {}, format };
}

describe("the preview of an export", () => {
  it("is the whole document where that is small, with its size", async () => {
    const job = await jobOf(makeEvents(2));
    const { text, byteCount } = await previewExport(job, 32_768);
    expect(JSON.parse(text)).toHaveLength(2);
    expect(byteCount).toBe(Buffer.byteLength(text));
  });

  it("is whole at exactly the limit and cut below it", async () => {
    const job = await jobOf(makeEvents(2));
    const { byteCount = 0 } = await previewExport(job, 32_768);
    expect((await previewExport(job, byteCount)).byteCount).toBe(byteCount);
    const cut = await previewExport(job, byteCount - 1);
    expect(cut).not.toHaveProperty("byteCount");
    expect(Buffer.byteLength(cut.text)).toBe(byteCount - 1);
  });

  it.each(["json", "otlp"] as const)(
    "of %s ends before a character that a limit cuts, at every limit around it",
    async (format) => {
      const job = await jobOf([makeEvent({ event_name: "aé€😀\ufeff\u2028z" })], format);
      const whole = Buffer.from((await previewExport(job, 1_000_000)).text);
      const start = whole.indexOf("aé");
      for (const limit of [
        0,
        1,
        whole.length,
        ...Array.from({ length: 24 }, (_, i) => start + i),
      ]) {
        const shown = Buffer.from((await previewExport(job, limit)).text);
        expect(shown.equals(whole.subarray(0, shown.length)), `limit ${limit}`).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown.length).toBeGreaterThan(limit - 4);
      }
    },
  );

  it("is right where it is made of several portions", async () => {
    const properties = { text: "é".repeat(500) };
    const job = await jobOf(makeEvents(4_000).map((event) => ({ ...event, properties })));
    const { text, byteCount } = await previewExport(job, 10_000_000);
    expect(byteCount).toBeGreaterThan(4_000_000);
    expect(JSON.parse(text)).toHaveLength(4_000);
    const cut = await previewExport(job, 3_000_000);
    expect(text.startsWith(cut.text)).toBe(true);
    expect(Buffer.byteLength(cut.text)).toBeGreaterThan(3_000_000 - 4);
  });

  it("is empty without events", async () => {
    expect(await previewExport(await jobOf([]), 100)).toEqual({ text: "", byteCount: 0 });
  });

  it("reads no further than it must", async () => {
    const disk = new GatedDisk();
    const text = "x".repeat(1_000);
    const days = ["2026-06-21", "2026-06-22", "2026-06-23", "2026-06-24", "2026-06-25"];
    const directory = await makeStoreFolder(
      Object.fromEntries(
        days.map((day) => [
          `telemetry-${day}-4f0c9e21.jsonl`,
          makeEvents(1_500, day).map((event) => ({ ...event, properties: { text } })),
        ]),
      ),
    );
    const job = { fs: disk.fs, directory, range: {}, format: "json" } as const;
    await previewExport(job, 32_768);
    const opened = disk.calls.filter(({ name }) => name === "open");
    expect(opened.length).toBeLessThan(days.length);
  });

  it("ends with the signal's reason, while the disk still hangs", async () => {
    const disk = new GatedDisk();
    const reading = disk.hold(isRead);
    const abort = new AbortController();
    const job = { ...(await jobOf(makeEvents(2))), fs: disk.fs, signal: abort.signal };
    const preview = previewExport(job, 100);
    await reading;
    abort.abort();
    await expect(preview).rejects.toMatchObject({ name: "AbortError" });
    await disk.open();
  });

  it("fails as an export does where the folder cannot be read", async () => {
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "readdir" ? Promise.reject(systemError("EACCES")) : proceed(),
    );
    const job = { ...(await jobOf(makeEvents(1))), fs: broken };
    await expect(previewExport(job, 100)).rejects.toBeInstanceOf(ExportError);
  });
});
