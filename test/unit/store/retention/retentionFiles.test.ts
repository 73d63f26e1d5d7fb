import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyRetention } from "../../../../extension/store/retention/retention.ts";
import { FaultyFileSystem } from "../../../support/faultyFileSystem.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";
import { limits, NOW, OWN, NO_EVIDENCE } from "./retentionFixture.ts";

const MOMENT = { nowMs: Date.parse(NOW), session8: OWN };
const OLD = ["telemetry-2026-05-01-bbbbbbbb.jsonl", "telemetry-2026-05-02-bbbbbbbb.1.jsonl"];
const RECENT = ["telemetry-2026-06-27-cccccccc.jsonl", `telemetry-2026-06-28-${OWN}.jsonl`];

async function fill(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await fs.writeFile(join(folder, name), "x".repeat(100));
    await fs.utimes(join(folder, name), 0, 0);
  }
}

describe("retention in a folder", () => {
  it("deletes old files and reports how many", async () => {
    const folder = await makeScratchFolder();
    await fill(folder, [...OLD, ...RECENT]);
    expect(
      await applyRetention(fs, folder, limits({ maxAgeDays: 30 }), MOMENT, NO_EVIDENCE),
    ).toEqual({
      deletedFiles: 2,
      deletedBytes: 200,
      failures: [],
    });
    expect((await fs.readdir(folder)).sort()).toEqual(RECENT);
  });

  it("deletes the oldest files down to the limit, but none that may still be in use", async () => {
    const folder = await makeScratchFolder();
    const closed = ["", ".1", ".2", ".10"].map(
      (end) => `telemetry-2026-06-26-bbbbbbbb${end}.jsonl`,
    );
    const own = ["", ".1"].map((end) => `telemetry-2026-06-27-${OWN}${end}.jsonl`);
    const live = "telemetry-2026-06-25-cccccccc.jsonl";
    await fill(folder, [live, ...closed, ...own]);
    await fs.utimes(join(folder, live), new Date(NOW), new Date(NOW));
    const run = (maxTotalBytes: number) =>
      applyRetention(fs, folder, limits({ maxTotalBytes }), MOMENT, NO_EVIDENCE);

    expect(await run(450)).toEqual({ deletedFiles: 3, deletedBytes: 300, failures: [] });
    expect((await fs.readdir(folder)).sort()).toEqual([live, closed[3], ...own.toReversed()]);
    await run(1);
    expect((await fs.readdir(folder)).sort()).toEqual([live, own[1]]);
  });

  it("does nothing if the folder does not exist", async () => {
    const folder = join(await makeScratchFolder(), "telemetry");
    expect(await applyRetention(fs, folder, limits(), MOMENT, NO_EVIDENCE)).toEqual({
      deletedFiles: 0,
      deletedBytes: 0,
      failures: [],
    });
  });

  it("keeps everything that is not a telemetry file", async () => {
    const folder = await makeScratchFolder();
    const others = [
      "notes.txt",
      "telemetry-2026-02-30-bbbbbbbb.jsonl",
      "telemetry-2026-05-01-bbbbbbbb.jsonl.bak",
      "telemetry-2026-05-01-bbbbbbbb.json",
      "telemetry-export-2026-05-01.json",
    ];
    await fill(folder, [...others, ...RECENT]);
    await applyRetention(
      fs,
      folder,
      limits({ maxAgeDays: 1, maxTotalBytes: 1 }),
      MOMENT,
      NO_EVIDENCE,
    );
    expect(await fs.readdir(folder)).toEqual(expect.arrayContaining(others));
  });

  it("keeps links and their targets, pipes, and folders", async () => {
    const folder = await makeScratchFolder();
    const at = (session8: string) => join(folder, `telemetry-2026-05-01-${session8}.jsonl`);
    await fill(folder, ["elsewhere.txt", ...RECENT]);
    await fs.symlink(join(folder, "elsewhere.txt"), at("bbbbbbbb"));
    await fs.mkdir(at("cccccccc"));
    execFileSync("mkfifo", [at("dddddddd")]);
    const before = await fs.readdir(folder);
    const report = await applyRetention(fs, folder, limits({ maxAgeDays: 1 }), MOMENT, NO_EVIDENCE);
    expect(report).toEqual({ deletedFiles: 0, deletedBytes: 0, failures: [] });
    expect(await fs.readdir(folder)).toEqual(before);
  });

  it("does not count a file that another window deleted first, and continues", async () => {
    const folder = await makeScratchFolder();
    await fill(folder, [...OLD, ...RECENT]);
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation, index }) =>
      operation === "unlink" && index === 1
        ? { kind: "failsAfterwards", code: "ENOENT" }
        : undefined;
    expect(
      await applyRetention(disk.fs, folder, limits({ maxAgeDays: 30 }), MOMENT, NO_EVIDENCE),
    ).toEqual({
      deletedFiles: 1,
      deletedBytes: 100,
      failures: [],
    });
    expect((await fs.readdir(folder)).sort()).toEqual(RECENT);
  });

  it("reports a file that cannot be deleted, and continues", async () => {
    const folder = await makeScratchFolder();
    await fill(folder, [...OLD, ...RECENT]);
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation, index }) =>
      operation === "unlink" && index === 1 ? { kind: "fails", code: "EPERM" } : undefined;
    expect(
      await applyRetention(disk.fs, folder, limits({ maxAgeDays: 30 }), MOMENT, NO_EVIDENCE),
    ).toEqual({
      deletedFiles: 1,
      deletedBytes: 100,
      failures: [expect.stringMatching(/telemetry-2026-05-01-bbbbbbbb\.jsonl .*EPERM/)],
    });
    expect((await fs.readdir(folder)).sort()).toEqual([OLD[0], ...RECENT]);
  });

  it("fails if the folder cannot be listed", async () => {
    const disk = new FaultyFileSystem(fs);
    disk.plan = ({ operation }) =>
      operation === "readdir" ? { kind: "fails", code: "EIO" } : undefined;
    const folder = await makeScratchFolder();
    await expect(applyRetention(disk.fs, folder, limits(), MOMENT, NO_EVIDENCE)).rejects.toThrow(
      "EIO",
    );
  });

  it("opens no files", async () => {
    const folder = await makeScratchFolder();
    await fill(folder, [...OLD, ...RECENT]);
    const disk = new FaultyFileSystem(fs);
    await applyRetention(disk.fs, folder, limits({ maxAgeDays: 30 }), MOMENT, NO_EVIDENCE);
    expect(disk.count("open")).toBe(0);
  });
});
