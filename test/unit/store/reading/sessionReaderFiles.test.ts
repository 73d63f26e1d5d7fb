import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { appendFile, mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { makeEvents, toJsonLines } from "../../../support/events.ts";
import {
  interceptFileSystem,
  systemError,
  type Intercept,
} from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { idsOf, readStore } from "../../../support/readStore.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";

const DAY = "2026-06-28";
const GOOD = `telemetry-${DAY}-aaaaaaaa.jsonl`;
const OTHER = `telemetry-${DAY}-bbbbbbbb.jsonl`;

/** A folder with one good file of three events. */
async function makeStore(): Promise<{ folder: string; other: string; goodIds: string[] }> {
  const folder = await makeScratchFolder();
  const rows = makeEvents(3, DAY, "aaaaaaaa");
  await writeFile(join(folder, GOOD), toJsonLines(rows));
  return { folder, other: join(folder, OTHER), goodIds: rows.map((row) => row.event_id) };
}

const otherRows = toJsonLines(makeEvents(3, DAY, "bbbbbbbb"));

describe("reading what only looks like a telemetry file", () => {
  it.each<[string, (path: string, folder: string) => unknown]>([
    ["a pipe", (path) => execFileSync("mkfifo", [path])],
    ["a folder", (path) => mkdir(path)],
    ["a link to a telemetry file", (path, folder) => symlink(join(folder, GOOD), path)],
    ["a link to a device that never ends", (path) => symlink("/dev/zero", path)],
    ["a link that leads nowhere", (path, folder) => symlink(join(folder, "gone"), path)],
    ["a link to itself", (path) => symlink(path, path)],
  ])("passes over %s", async (_, make) => {
    const { folder, other, goodIds } = await makeStore();
    await make(other, folder);
    const { events, report } = await readStore(folder);
    expect(idsOf(events)).toEqual(goodIds);
    expect(report.fileCount).toBe(1);
  });

  it.each<[string, (path: string, folder: string) => unknown]>([
    ["a pipe", (path) => execFileSync("mkfifo", [path])],
    ["a folder", (path) => mkdir(path)],
    ["a link to a telemetry file", (path, folder) => symlink(join(folder, GOOD), path)],
  ])("reports %s that took the place of a file after the listing", async (_, make) => {
    const { folder, other, goodIds } = await makeStore();
    await writeFile(other, otherRows);
    const files = await listStoreFiles(fs, folder);
    await rm(other);
    await make(other, folder);
    const { events, report } = await readStore(folder, { files });
    expect(idsOf(events)).toEqual(goodIds);
    expect(report.unreadFiles.map(({ fileName }) => fileName)).toEqual([OTHER]);
    expect(openPaths(folder)).toEqual([]);
  });
});

describe("reading files that change meanwhile", () => {
  it("reports a file that vanished after the listing and reads the others", async () => {
    const { folder, other, goodIds } = await makeStore();
    await writeFile(other, otherRows);
    const files = await listStoreFiles(fs, folder);
    await rm(other);
    const { events, report } = await readStore(folder, { files });
    expect(idsOf(events)).toEqual(goodIds);
    expect(report.unreadFiles).toEqual([
      { fileName: OTHER, reason: expect.stringContaining("ENOENT") as string },
    ]);
  });

  it("reads a file that grows up to the size it was listed with", async () => {
    const { folder, goodIds } = await makeStore();
    const files = await listStoreFiles(fs, folder);
    await appendFile(join(folder, GOOD), otherRows);
    const { events, report } = await readStore(folder, { files });
    expect(idsOf(events)).toEqual(goodIds);
    expect(report.skippedLineCount).toBe(0);
  });

  it("reads what is left of a file that was cut after the listing", async () => {
    const { folder, goodIds } = await makeStore();
    const files = await listStoreFiles(fs, folder);
    await truncate(join(folder, GOOD), (files[0]?.byteCount ?? 0) - 10);
    const { events, report } = await readStore(folder, { files });
    expect(idsOf(events)).toEqual(goodIds.slice(0, 2));
    expect(report.skippedLineCount).toBe(1);
  });
});

describe("reading from a disk that fails", () => {
  /** Reads a good and a bad file; `intercept` is asked for each call on the bad one. */
  async function readBoth(intercept: Intercept) {
    const { folder, other, goodIds } = await makeStore();
    await writeFile(other, otherRows);
    const faulty = interceptFileSystem(fs, (call, proceed) =>
      call.path === other ? intercept(call, proceed) : proceed(),
    );
    const { events, report } = await readStore(folder, { fs: faulty });
    return { folder, goodIds, events, report };
  }

  it.each(["open", "handle.read", "handle.stat"])(
    "reports a file whose %s fails, reads the others and closes all",
    async (name) => {
      const { folder, goodIds, events, report } = await readBoth((call, proceed) =>
        call.name === name ? Promise.reject(systemError("EIO")) : proceed(),
      );
      expect(idsOf(events)).toEqual(goodIds);
      expect(report.unreadFiles).toEqual([{ fileName: OTHER, reason: "EIO: injected" }]);
      expect(openPaths(folder)).toEqual([]);
    },
  );

  it("does not fail where a file that was read cannot be closed", async () => {
    const { goodIds, events } = await readBoth(async (call, proceed) => {
      const result = await proceed();
      if (call.name === "handle.close") throw systemError("EIO");
      return result;
    });
    expect(idsOf(events)).toEqual(expect.arrayContaining(goodIds));
    expect(events).toHaveLength(6);
  });

  it("goes on where a read gives fewer bytes than were asked for", async () => {
    const { folder } = await makeStore();
    const whole = await readStore(folder);
    const short = interceptFileSystem(fs, async (call, proceed) => {
      const result = await proceed();
      if (call.name !== "handle.read" || typeof result !== "object") return result;
      // One byte is said to have been read, so the next read starts at the one behind it.
      return { ...result, bytesRead: 1 };
    });
    const { events } = await readStore(folder, { fs: short });
    expect(events).toEqual(whole.events);
    expect(events).toHaveLength(3);
  });
});
