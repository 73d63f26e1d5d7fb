import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../../../extension/platform/fileSystem.ts";
import { BufferPool } from "../../../../extension/store/reading/bufferPool.ts";
import { ReadReport } from "../../../../extension/store/reading/readReport.ts";
import { SessionReader } from "../../../../extension/store/reading/sessionReader.ts";
import { listStoreFiles, type StoreFile } from "../../../../extension/store/storeFiles.ts";
import { makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { memoryFileSystem } from "../../../memfs/memoryFileSystem.ts";
import { idsOf, readStore } from "../../../support/readStore.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";
import { seededRandom } from "../../../support/seededRandom.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const LF = 0x0a;

/** The ids of those events whose line lies, with what ends it, outside `[from, to)`. */
function idsOutside(file: Buffer, from: number, to: number): string[] {
  const ids: string[] = [];
  for (let start = 0; start < file.length;) {
    const end = file.indexOf(LF, start);
    // A changed LF before the line would glue it to the one before.
    const isIntact = end < from || start - 1 >= to;
    const line = JSON.parse(file.toString("utf8", start, end)) as { event_id?: string };
    if (isIntact && line.event_id !== undefined) ids.push(line.event_id);
    start = end + 1;
  }
  return ids;
}

/** The ids of the events of one file, read in portions of 4 KiB, and the lines it skipped. */
async function readInPortions(fs: FileSystem, file: StoreFile, pool: BufferPool) {
  const report = new ReadReport();
  const options = { bufferBytes: 4_096, pool, keepsOpen: true, report };
  const reader = new SessionReader({ fs, files: [file], range: {}, ...options });
  const ids: string[] = [];
  while (await reader.load()) {
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      ids.push(event.row.event_id);
    }
  }
  return { ids, skippedLineCount: report.skippedLineCount };
}

describe("SessionReader and damaged files", () => {
  it("returns every whole line of a file of 100 events cut at any byte", async () => {
    const rows = makeEvents(100).map(({ event_id, timestamp }) => ({
      event_id,
      event_name: "a",
      timestamp,
    }));
    const content = toJsonLines(rows);
    const disk = memoryFileSystem({ [`/store/${NAME}`]: content });
    const [file] = await listStoreFiles(disk, "/store");
    const lineBytes = content.indexOf("\n") + 1;
    expect(content.length).toBe(100 * lineBytes);
    const allIds = rows.map((row) => row.event_id);
    const pool = new BufferPool(4_000_000);

    for (let byteCount = content.length; byteCount >= 0 && file !== undefined; byteCount--) {
      const handle = await disk.open(file.path, "r+");
      await handle.truncate(byteCount);
      await handle.close();
      const { ids, skippedLineCount } = await readInPortions(
        disk,
        { ...file, byteCount, modifiedMs: 0 },
        pool,
      );
      const restBytes = byteCount % lineBytes;
      // A line that lacks its LF alone is whole.
      const isWhole = restBytes === lineBytes - 1;
      const wholeCount = Math.floor(byteCount / lineBytes) + (isWhole ? 1 : 0);
      expect(ids.join(), `${byteCount} bytes`).toBe(allIds.slice(0, wholeCount).join());
      expect(skippedLineCount).toBe(restBytes > 0 && !isWhole ? 1 : 0);
    }
  });

  it("returns every other line after each of 1,000 random changes of a byte", async () => {
    const random = seededRandom(20260628);
    const rows = makeEvents(60).map((row, index) =>
      index % 3 === 0 ? { ...row, properties: { text: "é 😀 \u2028" } } : row,
    );
    const file = Buffer.from(toJsonLines([makeHeader(), ...rows]));
    const folder = await makeScratchFolder();

    for (let round = 0; round < 1_000; round++) {
      const offset = Math.floor(random() * file.length);
      const changed = Buffer.from(file);
      changed[offset] = (file[offset] ?? 0) ^ (1 + Math.floor(random() * 255));
      await writeFile(join(folder, NAME), changed);
      const { events, report } = await readStore(folder);
      const ids = new Set(idsOf(events));
      const missing = idsOutside(file, offset, offset + 1).filter((id) => !ids.has(id));
      expect(missing, `byte ${offset} is ${changed[offset] ?? "gone"}`).toEqual([]);
      expect(events.length + report.skippedLineCount).toBeGreaterThanOrEqual(rows.length - 1);
    }
  });

  it("returns every line around 4 KiB of NUL bytes", async () => {
    const rows = makeEvents(200);
    const file = Buffer.from(toJsonLines([makeHeader(), ...rows]));
    const from = 20_000;
    const expected = idsOutside(file, from, from + 4_096);
    expect(expected.length).toBeGreaterThan(170);
    file.fill(0, from, from + 4_096);
    const folder = await makeScratchFolder();
    await writeFile(join(folder, NAME), file);
    const { events, report } = await readStore(folder);
    expect(idsOf(events)).toEqual(expected);
    expect(report.skippedLines.map(({ reason }) => reason)).toEqual(["not valid JSON"]);
  });

  it("returns every line of a file that garbage was written into", async () => {
    const random = seededRandom(7);
    const garbage = Buffer.from(Array.from({ length: 50_000 }, () => Math.floor(random() * 256)));
    const rows = makeEvents(20);
    const half = (from: number, to: number) => Buffer.from(toJsonLines(rows.slice(from, to)));
    const folder = await makeScratchFolder();
    const content = Buffer.concat([half(0, 10), garbage, Buffer.from("\n"), half(10, 20)]);
    await writeFile(join(folder, NAME), content);
    const { events, report } = await readStore(folder);
    expect(idsOf(events)).toEqual(rows.map((row) => row.event_id));
    expect(report.skippedLineCount).toBeGreaterThan(100);
  });
});
