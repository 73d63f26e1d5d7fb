import { promises as fs } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../../shared/days.ts";
import { ClockSightings } from "../../../../extension/store/retention/clockSightings.ts";
import type { FileSystem } from "../../../../extension/platform/fileSystem.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";

const at = (day: string) => Date.parse(`${day}T12:00:00.000Z`);

let folder: string;
let path: string;
let notices: string[];

beforeEach(async () => {
  folder = join(await makeScratchFolder(), "globalStorage");
  path = join(folder, "clock-sightings.json");
  notices = [];
});

function open(fileSystem: FileSystem = fs): ClockSightings {
  return new ClockSightings({
    fs: fileSystem,
    path,
    onNotice: (message) => {
      notices.push(message);
    },
  });
}

async function put(text: string): Promise<void> {
  await mkdir(folder);
  await writeFile(path, text);
}

describe("clock sightings", () => {
  it("are the days before the current one, shared with other windows", async () => {
    expect(await open().note(at("2026-06-01"))).toEqual([]);
    expect(await open().note(at("2026-06-01"))).toEqual([]);
    expect(await open().note(at("2026-06-09"))).toEqual(["2026-06-01"]);
    expect(await open().note(at("2026-06-10"))).toEqual(["2026-06-01", "2026-06-09"]);
  });

  it("are stored in a private file, in a folder that is created for it", async () => {
    await open().note(at("2026-06-01"));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readFile(path, "utf8")).toBe(`{"firstSeenMs":[${at("2026-06-01")}]}\n`);
  });

  it("are limited to the latest few days", async () => {
    for (let day = 1; day <= 9; day++) await open().note(at(`2026-06-0${day}`));
    expect(await open().note(at("2026-06-10"))).toHaveLength(4);
  });

  it("are dropped if they turn out to be in the future", async () => {
    await open().note(at("2026-06-01"));
    await open().note(at("2031-01-01"));
    expect(await open().note(at("2026-06-02"))).toEqual(["2026-06-01"]);
    expect(await open().note(at("2031-01-02"))).toEqual(["2026-06-01", "2026-06-02"]);
  });

  it("do not count before 24 h have passed, so that a wrong clock at midnight proves nothing", async () => {
    const beforeMidnight = Date.parse("2030-01-01T23:59:50.000Z");
    await open().note(at("2026-06-01"));
    expect(await open().note(beforeMidnight)).toEqual(["2026-06-01"]);
    expect(await open().note(beforeMidnight + 10_000)).toEqual(["2026-06-01"]);
    expect(await open().note(beforeMidnight + DAY_MS)).toEqual(["2026-06-01", "2030-01-01"]);
  });

  it("are not written again on the same day", async () => {
    await open().note(at("2026-06-01"));
    const readOnly = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "rename" ? Promise.reject(systemError("EROFS")) : proceed(),
    );
    await open(readOnly).note(at("2026-06-01"));
    expect(notices).toEqual([]);
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"firstSeenMs":5}',
    '{"firstSeenMs":["yesterday"]}',
    "x".repeat(9_999),
  ])("are empty if the file is invalid (%s)", async (text) => {
    await put(text);
    expect(await open().note(at("2026-06-02"))).toEqual([]);
    expect(await open().note(at("2026-06-03"))).toEqual(["2026-06-02"]);
  });

  it.each([Number.NaN, -1, 253_402_300_800_000])(
    "are empty if the clock is at %s",
    async (nowMs) => {
      expect(await open().note(nowMs)).toEqual([]);
    },
  );

  it("are empty, with a notice, if the disk fails", async () => {
    await put(`{"firstSeenMs":[${at("2026-06-01")}]}`);
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "open" ? Promise.reject(systemError("EIO")) : proceed(),
    );
    expect(await open(broken).note(at("2026-06-02"))).toEqual([]);
    expect(notices).toEqual([
      expect.stringContaining("Could not read"),
      expect.stringContaining("Could not write"),
    ]);
  });
});
