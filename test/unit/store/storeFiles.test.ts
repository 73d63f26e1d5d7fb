import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listStoreFiles } from "../../../extension/store/storeFiles.ts";
import { FaultyFileSystem } from "../../support/faultyFileSystem.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

async function folderWith(names: readonly string[]): Promise<string> {
  const folder = await makeScratchFolder();
  for (const name of names) await fs.writeFile(join(folder, name), name);
  return folder;
}

async function namesIn(folder: string, range?: { startMs?: number; endMsExclusive?: number }) {
  return (await listStoreFiles(fs, folder, range)).map(({ name }) => name);
}

describe("the list of telemetry files", () => {
  it("is in the order of days, sessions and segments and leaves out other files", async () => {
    const sorted = [
      "telemetry-2026-06-27-bbbbbbbb.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.2.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.10.jsonl",
      "telemetry-2026-06-28-bbbbbbbb.jsonl",
    ];
    const folder = await folderWith([
      ...[...sorted].reverse(),
      "notes.txt",
      "telemetry-2026-02-30-aaaaaaaa.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.jsonl.bak",
    ]);
    expect(await namesIn(folder)).toEqual(sorted);
  });

  it("tells of each file its path, size and time of change", async () => {
    const name = "telemetry-2026-06-28-aaaaaaaa.1.jsonl";
    const folder = await folderWith([name]);
    await fs.utimes(join(folder, name), 1_000, 1_000);
    expect(await listStoreFiles(fs, folder)).toEqual([
      {
        name,
        day: "2026-06-28",
        session8: "aaaaaaaa",
        segment: 1,
        path: join(folder, name),
        byteCount: name.length,
        modifiedMs: 1_000_000,
      },
    ]);
  });

  it("holds only the files of days that the range touches", async () => {
    const days = ["2026-06-26", "2026-06-27", "2026-06-28", "2026-06-29"];
    const folder = await folderWith(days.map((day) => `telemetry-${day}-aaaaaaaa.jsonl`));
    const range = {
      startMs: Date.parse("2026-06-27T23:59:59.999Z"),
      endMsExclusive: Date.parse("2026-06-29T00:00:00.000Z"),
    };
    expect(await namesIn(folder, range)).toEqual([
      "telemetry-2026-06-27-aaaaaaaa.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.jsonl",
    ]);
  });

  it("holds regular files alone: no folder, no pipe and no link, wherever it leads", async () => {
    const folder = await folderWith(["telemetry-2026-06-28-aaaaaaaa.jsonl", "elsewhere"]);
    const at = (name: string) => join(folder, name);
    await fs.mkdir(at("telemetry-2026-06-28-bbbbbbbb.jsonl"));
    execFileSync("mkfifo", [at("telemetry-2026-06-28-cccccccc.jsonl")]);
    await fs.symlink(at("elsewhere"), at("telemetry-2026-06-28-dddddddd.jsonl"));
    await fs.symlink(at("nowhere"), at("telemetry-2026-06-28-eeeeeeee.jsonl"));
    expect(await namesIn(folder)).toEqual(["telemetry-2026-06-28-aaaaaaaa.jsonl"]);
  });

  it("is whole in a folder of many files", async () => {
    const names = Array.from({ length: 100 }, (_, segment) =>
      segment === 0
        ? "telemetry-2026-06-28-aaaaaaaa.jsonl"
        : `telemetry-2026-06-28-aaaaaaaa.${segment}.jsonl`,
    );
    expect(await namesIn(await folderWith(names))).toEqual(names);
  });

  it("is empty where the folder does not exist", async () => {
    expect(await namesIn(join(await makeScratchFolder(), "telemetry"))).toEqual([]);
  });

  it("leaves out a file that vanishes while the folder is listed", async () => {
    const names = ["telemetry-2026-06-28-aaaaaaaa.jsonl", "telemetry-2026-06-28-bbbbbbbb.jsonl"];
    const folder = await folderWith(names);
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation, index }) =>
      operation === "lstat" && index === 1 ? { kind: "fails", code: "ENOENT" } : undefined;
    const files = await listStoreFiles(disk.fs, folder);
    expect(files.map(({ name }) => name)).toEqual(names.slice(1));
  });

  it("leaves out a file that cannot be examined, and names it with the reason", async () => {
    const names = ["telemetry-2026-06-28-aaaaaaaa.jsonl", "telemetry-2026-06-28-bbbbbbbb.jsonl"];
    const folder = await folderWith(names);
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation, index }) =>
      operation === "lstat" && index === 1 ? { kind: "fails", code: "EPERM" } : undefined;
    const unreadable: string[] = [];
    const files = await listStoreFiles(disk.fs, folder, {}, ({ name }, reason) => {
      unreadable.push(`${name}: ${reason.message}`);
    });
    expect(files.map(({ name }) => name)).toEqual(names.slice(1));
    expect(unreadable).toEqual([
      expect.stringMatching(/^telemetry-2026-06-28-aaaaaaaa\.jsonl: EPERM/),
    ]);
  });

  it.each(["readdir", "lstat"])("cannot be had where %s is refused", async (refused) => {
    const folder = await folderWith(["telemetry-2026-06-28-aaaaaaaa.jsonl"]);
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation }) =>
      operation === refused ? { kind: "fails", code: "EACCES" } : undefined;
    await expect(listStoreFiles(disk.fs, folder)).rejects.toThrow("EACCES");
  });
});
