import { promises as fs } from "node:fs";
import { appendFile, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { executeDeletion, planDeletion } from "../../../../extension/store/retention/deletion.ts";
import type { FileSystem } from "../../../../extension/platform/fileSystem.ts";
import { DAY_MS } from "../../../../shared/days.ts";
import { makeEvents } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { summaryOf } from "./deletionFixture.ts";
import { summarizeFolder } from "../index/summaryTestbed.ts";

const NOW_MS = Date.parse("2026-07-02T12:00:00.000Z");
const MOMENT = { nowMs: NOW_MS, session8: "ffffffff" };

describe("planDeletion", () => {
  const own = summaryOf("2026-07-02", "ffffffff");
  const ownYesterday = summaryOf("2026-07-01", "ffffffff");
  const recent = summaryOf("2026-07-02", "cccccccc", { modifiedMs: NOW_MS - DAY_MS + 1 });
  const quiet = summaryOf("2026-07-02", "dddddddd", { modifiedMs: NOW_MS - DAY_MS });
  const all = [ownYesterday, recent, quiet, own];

  it("plans the selected files and adds them up", () => {
    const plan = planDeletion(all, ({ file }) => file.day === "2026-07-01", MOMENT);
    expect(plan).toEqual({
      files: [ownYesterday],
      eventCount: 3,
      byteCount: 100,
      keptFiles: [],
    });
  });

  it("keeps files that may still be in use, and lists them", () => {
    const plan = planDeletion(all, () => true, MOMENT);
    expect(plan.files).toEqual([ownYesterday, quiet]);
    expect(plan.keptFiles).toEqual([recent, own]);
  });

  it("determines the files in use from all files, not only the selected ones", () => {
    const plan = planDeletion(all, (summary) => summary === ownYesterday, MOMENT);
    expect(plan.files).toEqual([ownYesterday]);
  });
});

const WRITTEN = new Date("2026-06-28T00:00:00.000Z");

/** A store of three days and a plan to delete all files. */
async function makePlan() {
  const directory = await makeStoreFolder({
    "telemetry-2026-06-25-aaaaaaaa.jsonl": makeEvents(1, "2026-06-25"),
    "telemetry-2026-06-26-aaaaaaaa.jsonl": makeEvents(2, "2026-06-26"),
    "telemetry-2026-06-27-aaaaaaaa.jsonl": makeEvents(3, "2026-06-27"),
  });
  // In whole seconds, so tests can restore it.
  for (const name of await readdir(directory)) {
    await fs.utimes(join(directory, name), new Date(0), WRITTEN);
  }
  const summaries = await summarizeFolder(directory);
  const plan = planDeletion(summaries, () => true, MOMENT);
  return { directory, plan, second: join(directory, "telemetry-2026-06-26-aaaaaaaa.jsonl") };
}

function failingUnlink(path: string, code: string): FileSystem {
  return interceptFileSystem(fs, (call, proceed) =>
    call.name === "unlink" && call.path === path ? Promise.reject(systemError(code)) : proceed(),
  );
}

describe("executeDeletion", () => {
  it("deletes and counts the planned files", async () => {
    const { directory, plan } = await makePlan();
    expect(await executeDeletion(fs, plan)).toEqual({
      deletedFileCount: 3,
      deletedEventCount: 6,
      deletedByteCount: plan.byteCount,
      changedFiles: [],
      failures: [],
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it("continues if a file cannot be deleted, and reports the file and the reason", async () => {
    const { directory, plan, second } = await makePlan();
    const report = await executeDeletion(failingUnlink(second, "EBUSY"), plan);
    expect(report).toMatchObject({ deletedFileCount: 2, deletedEventCount: 4 });
    expect(report.failures).toEqual([
      "telemetry-2026-06-26-aaaaaaaa.jsonl could not be deleted: EBUSY: injected",
    ]);
    expect(await readdir(directory)).toEqual(["telemetry-2026-06-26-aaaaaaaa.jsonl"]);
  });

  it("neither counts nor reports files that were already deleted", async () => {
    const { plan, second } = await makePlan();
    await fs.unlink(second);
    expect(await executeDeletion(fs, plan)).toMatchObject({
      deletedFileCount: 2,
      deletedEventCount: 4,
      failures: [],
    });
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ["was modified later", (path) => fs.utimes(path, new Date(0), new Date(0))],
    [
      "has another size",
      async (path) => {
        await appendFile(path, "x");
        await fs.utimes(path, new Date(0), WRITTEN);
      },
    ],
  ])("keeps a file that %s", async (_, change) => {
    const { directory, plan, second } = await makePlan();
    await change(second);
    const report = await executeDeletion(fs, plan);
    expect(report.changedFiles).toEqual(["telemetry-2026-06-26-aaaaaaaa.jsonl"]);
    expect(report.failures).toEqual([]);
    expect(await readdir(directory)).toHaveLength(1);
  });

  it("keeps a link that replaced a file, and its target", async () => {
    const { plan, second } = await makePlan();
    const content = await fs.readFile(second);
    const other = join(await makeStoreFolder({ mine: content }), "mine");
    // Through the link, the file looks unchanged.
    await fs.utimes(other, new Date(0), WRITTEN);
    await fs.unlink(second);
    await symlink(other, second);
    const report = await executeDeletion(fs, plan);
    expect(report.changedFiles).toEqual(["telemetry-2026-06-26-aaaaaaaa.jsonl"]);
    expect(await fs.readFile(other)).toEqual(content);
    expect((await fs.lstat(second)).isSymbolicLink()).toBe(true);
  });
});
