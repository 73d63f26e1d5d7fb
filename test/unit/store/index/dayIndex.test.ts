import { promises as fs } from "node:fs";
import { appendFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DayIndex } from "../../../../extension/store/index/dayIndex.ts";
import { summarizeFile } from "../../../../extension/store/index/fileSummary.ts";
import { makeEvents, toJsonLines } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { makeIndex, nameOf, namesIn } from "./dayIndexTestbed.ts";
import { summarizeFolder } from "./summaryTestbed.ts";

const A = nameOf("aaaaaaaa");
const B = nameOf("bbbbbbbb");

describe("the day index", () => {
  it("has the summaries of all files, sorted by name", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-29-aaaaaaaa.jsonl": makeEvents(2),
      "telemetry-2026-06-28-bbbbbbbb.10.jsonl": makeEvents(1),
      "telemetry-2026-06-28-bbbbbbbb.9.jsonl": "nonsense\n",
      "telemetry-2026-06-28-aaaaaaaa.jsonl": makeEvents(3),
      "notes.txt": "other",
    });
    const { summaries } = await makeIndex(folder).index.refresh();
    expect(summaries).toEqual(await summarizeFolder(folder));
    expect(summaries).toHaveLength(4);
  });

  it("is empty if the folder does not exist", async () => {
    const { index } = makeIndex("/tmp/no such folder");
    expect(await index.refresh()).toEqual({ summaries: [] });
  });

  it("throws if the folder cannot be listed, and recovers once it can", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(1) });
    let fails = true;
    const faulty = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "readdir" && fails ? Promise.reject(systemError("EACCES")) : proceed(),
    );
    const index = new DayIndex({ fs: faulty, directory: folder, onNotice: () => undefined });
    await expect(index.refresh()).rejects.toThrow("EACCES");
    fails = false;
    expect((await index.refresh()).summaries).toHaveLength(1);
  });

  it("reports a file that cannot be examined, and summarizes the others", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
    const faulty = interceptFileSystem(fs, ({ name, path }, proceed) =>
      name === "lstat" && path.endsWith(A) ? Promise.reject(systemError("EPERM")) : proceed(),
    );
    const index = new DayIndex({ fs: faulty, directory: folder, onNotice: () => undefined });
    const { summaries } = await index.refresh();
    expect(summaries).toMatchObject([
      { file: { name: A, byteCount: 0 }, isUnexamined: true, unreadReason: "EPERM: injected" },
      { file: { name: B }, eventCount: 4 },
    ]);
    expect(await index.refresh()).toMatchObject({ summaries });
  });

  it("opens at most four files at once and closes them all", async () => {
    const sessions = Array.from({ length: 30 }, (_, index) => String(10_000_000 + index));
    const folder = await makeStoreFolder(
      Object.fromEntries(sessions.map((session) => [nameOf(session), makeEvents(1)])),
    );
    let openCount = 0;
    let maxOpenCount = 0;
    const counting = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name === "open") maxOpenCount = Math.max(maxOpenCount, ++openCount);
      if (name === "handle.close") openCount--;
      return proceed();
    });
    const index = new DayIndex({ fs: counting, directory: folder, onNotice: () => undefined });
    expect((await index.refresh()).summaries).toHaveLength(30);
    expect(maxOpenCount).toBe(4);
    expect(openPaths(folder)).toEqual([]);
  });
});

describe("refreshing the day index", () => {
  it("returns the same result and opens no file if nothing changed", async () => {
    const { index, takeOpened } = makeIndex(await makeStoreFolder({ [A]: makeEvents(3) }));
    const first = await index.refresh();
    expect(takeOpened()).toEqual([A]);
    expect(await index.refresh()).toBe(first);
    expect(takeOpened()).toEqual([]);
  });

  it("reads only the appended lines of a file that has grown", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(60) });
    const { index, takeOpened } = makeIndex(folder);
    const first = await index.refresh();
    takeOpened();
    // A scan from the start would notice this. The comparison of both ends does not.
    const handle = await fs.open(join(folder, B), "r+");
    await handle.write("x", Buffer.byteLength(toJsonLines(makeEvents(20))));
    await handle.close();
    await appendFile(join(folder, B), toJsonLines(makeEvents(2)));
    const second = await index.refresh();
    expect(takeOpened()).toEqual([B]);
    expect(second.summaries).toMatchObject([
      { eventCount: 3 },
      { eventCount: 62, skippedLineCount: 0 },
    ]);
    expect(second.summaries[0]).toBe(first.summaries[0]);
    expect(first.summaries[1]).toMatchObject({ eventCount: 60 });
  });

  it("reads a file again if only its modification time changed", async () => {
    const folder = await makeStoreFolder({ [A]: "nonsense\n" });
    const { index, takeOpened } = makeIndex(folder);
    await index.refresh();
    takeOpened();
    await utimes(join(folder, A), 1_000, 1_000);
    await index.refresh();
    expect(takeOpened()).toEqual([A]);
  });

  it("drops deleted files and adds new ones", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    const { index } = makeIndex(folder);
    await index.refresh();
    await writeFile(join(folder, B), toJsonLines(makeEvents(1)));
    await rm(join(folder, A));
    expect(namesIn(await index.refresh())).toEqual([B]);
    await rm(join(folder, B));
    expect(await index.refresh()).toEqual({ summaries: [] });
  });

  it("reads a file again that was deleted and restored", async () => {
    const folder = await makeStoreFolder({ [A]: "1\n" });
    const { index, takeOpened } = makeIndex(folder);
    const restore = () => utimes(join(folder, A), 1_000, 1_000);
    await restore();
    await index.refresh();
    await rm(join(folder, A));
    await index.refresh();
    await writeFile(join(folder, A), "\n\n");
    await restore();
    takeOpened();
    expect((await index.refresh()).summaries).toMatchObject([{ skippedLineCount: 0 }]);
    expect(takeOpened()).toEqual([A]);
  });

  it("retries an unreadable file", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    let fails = true;
    const faulty = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "open" && fails ? Promise.reject(systemError("EMFILE")) : proceed(),
    );
    const index = new DayIndex({ fs: faulty, directory: folder, onNotice: () => undefined });
    const [failed] = (await index.refresh()).summaries;
    expect(failed?.unreadReason).toBe("EMFILE: injected");
    fails = false;
    const [read] = (await index.refresh()).summaries;
    expect(read === undefined ? read : await summarizeFile(fs, read.file)).toEqual(read);
    expect(read?.eventCount).toBe(3);
  });

  it("returns the same result if a file fails with the same error", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
    let code = "EMFILE";
    const faulty = interceptFileSystem(fs, ({ name, path }, proceed) =>
      name === "open" && path.endsWith(A) ? Promise.reject(systemError(code)) : proceed(),
    );
    const index = new DayIndex({ fs: faulty, directory: folder, onNotice: () => undefined });
    const first = await index.refresh();
    expect(await index.refresh()).toBe(first);
    expect(await index.refresh()).toBe(first);
    code = "EACCES";
    const other = await index.refresh();
    expect(other.summaries[0]?.unreadReason).toBe("EACCES: injected");
    expect(other).not.toBe(first);
  });

  it("reports how many of the changed files it has read", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
    const { index } = makeIndex(folder);
    const progress: string[] = [];
    const onProgress = (read: number, all: number) => progress.push(`${read} of ${all}`);
    await index.refresh({ onProgress });
    expect(progress.splice(0)).toEqual(["1 of 2", "2 of 2"]);
    await appendFile(join(folder, B), "\n");
    await index.refresh({ onProgress });
    expect(progress).toEqual(["1 of 1"]);
  });
});
