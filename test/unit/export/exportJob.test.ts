import { promises as fs } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExportError, runExport } from "../../../extension/export/exportJob.ts";
import { makeEvent, makeEvents } from "../../support/events.ts";
import { countEvents, exportToFile } from "../../support/exportStore.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const FORMATS = ["json", "otlp"] as const;
const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const NO_EVENTS = { startMs: Date.parse("2026-06-28T23:00:00.000Z") };

describe.each(FORMATS)("an export (%s)", (format) => {
  it("returns the number of events, files and bytes", async () => {
    const folder = await makeStoreFolder({
      [NAME]: makeEvents(30),
      "telemetry-2026-06-29-4f0c9e21.jsonl": "nonsense\n",
    });
    const path = join(await makeScratchFolder(), "out.json");
    const summary = await exportToFile(format, folder, path);
    expect(summary).toMatchObject({
      eventCount: 30,
      byteCount: (await stat(path)).size,
      report: { fileCount: 2, skippedLineCount: 1 },
    });
  });

  it("is readable by its owner alone", async () => {
    const path = join(await makeScratchFolder(), "out.json");
    await exportToFile(format, await makeStoreFolder({ [NAME]: makeEvents(1) }), path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("leaves nothing but the file", async () => {
    const scratch = await makeScratchFolder();
    const folder = await makeStoreFolder({ [NAME]: makeEvents(1) });
    await exportToFile(format, folder, join(scratch, "out.json"));
    expect(await readdir(scratch)).toEqual(["out.json"]);
  });

  it("replaces an older file completely", async () => {
    const path = join(await makeScratchFolder(), "out.json");
    await writeFile(path, "x".repeat(1_000_000));
    await exportToFile(format, await makeStoreFolder({ [NAME]: makeEvents(2) }), path);
    expect(countEvents(format, await readFile(path))).toBe(2);
  });

  it("changes nothing if the range has no events", async () => {
    const scratch = await makeScratchFolder();
    await writeFile(join(scratch, "old.json"), "old");
    const before = await stat(join(scratch, "old.json"));
    const folder = await makeStoreFolder({ [NAME]: makeEvents(20) });
    for (const name of ["old.json", "new.json"]) {
      const summary = await exportToFile(format, folder, join(scratch, name), { range: NO_EVENTS });
      expect(summary).toMatchObject({ eventCount: 0, byteCount: 0 });
    }
    expect(await readdir(scratch)).toEqual(["old.json"]);
    expect(await readFile(join(scratch, "old.json"), "utf8")).toBe("old");
    expect((await stat(join(scratch, "old.json"))).mtimeMs).toBe(before.mtimeMs);
  });

  it.each([
    ["that is empty", () => makeScratchFolder()],
    ["that does not exist", async () => join(await makeScratchFolder(), "none")],
    ["of files without events", () => makeStoreFolder({ [NAME]: "nonsense\n{}\n" })],
  ])("of a folder %s writes nothing", async (_, makeFolder) => {
    const scratch = await makeScratchFolder();
    const summary = await exportToFile(format, await makeFolder(), join(scratch, "out.json"));
    expect(summary.eventCount).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });

  it("reports progress up to the total size", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(4_000), [`x${NAME}`]: "other" });
    const { size } = await stat(join(folder, NAME));
    const steps: number[] = [];
    await exportToFile(format, folder, join(await makeScratchFolder(), "out.json"), {
      onProgress: (readBytes, totalBytes) => {
        expect(totalBytes).toBe(size);
        steps.push(readBytes);
      },
    });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual(steps.toSorted((left, right) => left - right));
    expect(steps.at(-1)).toBe(size);
  });

  it("writes each event once, even with unreadable lines between them", async () => {
    const lines = makeEvents(50).map((row) => JSON.stringify(row));
    const content = lines.join("\nnonsense\n\n{}\n");
    const path = join(await makeScratchFolder(), "out.json");
    const { report } = await exportToFile(format, await makeStoreFolder({ [NAME]: content }), path);
    expect(report.skippedLineCount).toBe(98);
    expect(countEvents(format, await readFile(path))).toBe(50);
  });

  it("stays small if a header is large", async () => {
    const header = {
      kind: "header",
      schema_version: 1,
      context: { os_version: "x".repeat(900_000) },
    };
    const lines = [header, ...makeEvents(2_000)].map((line) => JSON.stringify(line));
    const path = join(await makeScratchFolder(), "out.json");
    const folder = await makeStoreFolder({ [NAME]: lines.join("\n") });
    const { eventCount, byteCount } = await exportToFile(format, folder, path);
    expect(eventCount).toBe(2_000);
    expect(byteCount).toBeLessThan(10_000_000);
  });

  it("accepts a file with a hostile header", async () => {
    const nested = `${"[".repeat(300_000)}${"]".repeat(300_000)}`;
    const content = [
      `{"kind":"header","schema_version":1e999,"context":{"__proto__":{"os_type":"x"},"a":1e999}}`,
      JSON.stringify(makeEvent({ event_id: "first" })),
      `{"kind":"header","schema_version":2,"context":{"a":${nested}}}`,
      JSON.stringify(makeEvent({ event_id: "second" })),
    ].join("\n");
    const path = join(await makeScratchFolder(), "out.json");
    const { eventCount } = await exportToFile(
      format,
      await makeStoreFolder({ [NAME]: content }),
      path,
    );
    expect(eventCount).toBe(2);
    expect(countEvents(format, await readFile(path))).toBe(2);
  });
});

describe("an export that fails", () => {
  it("says that the folder cannot be read, and why", async () => {
    const faulty = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "readdir" ? Promise.reject(systemError("EACCES")) : proceed(),
    );
    const failed = exportToFile("json", "/telemetry", "/out.json", { fs: faulty });
    await expect(failed).rejects.toThrow(ExportError);
    await expect(failed).rejects.toMatchObject({ reason: "folderUnreadable", place: "/telemetry" });
    await expect(failed).rejects.toThrow("/telemetry: EACCES");
  });

  it("says that the target cannot be written, and why, with the cause for the log", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(1) });
    const cause = systemError("ENOSPC");
    const failed = runExport({
      fs,
      directory: folder,
      range: {},
      format: "json",
      target: { name: "out.json", isAtomic: false, begin: () => Promise.reject(cause) },
    });
    await expect(failed).rejects.toMatchObject({
      name: "ExportError",
      reason: "documentUnwritable",
      message: "The document could not be written: out.json: ENOSPC: injected",
      // Nothing was opened, so nothing was changed.
      mayBeIncomplete: false,
      cause,
    });
  });

  it.each([true, false])(
    "says whether the output may be incomplete (atomic: %s)",
    async (isAtomic) => {
      const destination = {
        write: () => Promise.reject(systemError("ENOSPC")),
        commit: () => Promise.resolve(),
        discard: () => Promise.resolve(),
      };
      const failed = runExport({
        fs,
        directory: await makeStoreFolder({ [NAME]: makeEvents(1) }),
        range: {},
        format: "json",
        target: { name: "out", isAtomic, begin: () => Promise.resolve(destination) },
      });
      await expect(failed).rejects.toMatchObject({ mayBeIncomplete: !isAtomic });
    },
  );
});
