import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyRetention } from "../../extension/store/retention/retention.ts";
import { recordSteps } from "../support/recordingSession.ts";
import { findHeaderErrors, sequencesOf } from "../support/storedSession.ts";
import { createDiskTestbed } from "./realDisk.ts";
import { NO_EVIDENCE } from "../unit/store/retention/retentionFixture.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const NEXT_NAME = "telemetry-2026-06-28-4f0c9e21.1.jsonl";

/** The events 0 to 9 are on disk in one file; `change` gets its path and that of the folder. */
async function recordAround(change: (path: string, directory: string) => Promise<void>) {
  const testbed = await createDiskTestbed();
  recordSteps(testbed, 10);
  await testbed.sink.flush();
  await change(join(testbed.directory, NAME), testbed.directory);
  recordSteps(testbed, 10);
  const outcome = await testbed.sink.flush();
  recordSteps(testbed, 10);
  await testbed.sink.flush();
  const stored = await testbed.read();
  return { testbed, outcome, stored, sequences: new Set(sequencesOf(stored)) };
}

const LATER = Array.from({ length: 20 }, (_, index) => 10 + index);

describe("a file that something else changes under the writer", () => {
  const changes: readonly (readonly [
    string,
    (path: string, directory: string) => Promise<void>,
  ])[] = [
    ["deleted", (path) => fs.unlink(path)],
    ["emptied", (path) => fs.truncate(path, 0)],
    ["cut in the middle of a line", (path) => fs.truncate(path, 1_000)],
    ["cut at the end of a line", (path) => cutLastLine(path)],
    ["renamed", (path) => fs.rename(path, `${path}.bak`)],
    ["appended to", (path) => fs.appendFile(path, "not ours\n")],
    ["appended to without an end of line", (path) => fs.appendFile(path, "not ours")],
    ["replaced by one of another size", (path) => replace(path, "not ours\n")],
    ["replaced by one of the same size", (path) => replaceBySameSize(path)],
    ["replaced by a copy of itself", (path) => replaceByCopy(path)],
    ["replaced by a link to another file", (path) => replaceByLink(path)],
    ["replaced by a link to nowhere", (path) => replaceByLink(path, "/nowhere/at/all")],
    ["replaced by a link to itself, moved", (path) => moveAndLink(path)],
    ["replaced by a folder", (path) => replaceByFolder(path)],
    ["replaced by a pipe that nobody reads", (path) => replaceByPipe(path)],
    ["deleted together with its folder", (_, directory) => fs.rm(directory, { recursive: true })],
    ["moved together with its folder", (_, directory) => fs.rename(directory, `${directory}.old`)],
  ];

  it.each(changes)("and that was %s costs no later event", async (_, change) => {
    const { outcome, sequences, stored, testbed } = await recordAround(change);
    expect(outcome.ok).toBe(true);
    expect(LATER.filter((sequence) => !sequences.has(sequence))).toEqual([]);
    expect(sequencesOf(stored)).toHaveLength(sequences.size);
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
    expect(testbed.notices).toEqual([expect.stringContaining("recording continues in a new file")]);
  });

  it.each(changes.filter(([name]) => name.startsWith("appended") || name.startsWith("cut")))(
    "and that was %s is never touched again",
    async (_, change) => {
      let after = "";
      const { testbed } = await recordAround(async (path, directory) => {
        await change(path, directory);
        after = await fs.readFile(path, "utf8");
      });
      expect(await fs.readFile(join(testbed.directory, NAME), "utf8")).toBe(after);
    },
  );

  it("and that is a link now leads the writer nowhere", async () => {
    const { testbed } = await recordAround((path) => replaceByLink(path));
    expect(await fs.readFile(join(testbed.directory, "elsewhere"), "utf8")).toBe("not ours\n");
  });

  it("and that is a pipe with a reader now is not written to", async () => {
    const { outcome, sequences, testbed } = await recordAround(async (path) => {
      await replaceByPipe(path);
      // Open for reading and writing, which waits for nobody.
      reader = await fs.open(path, "r+");
    });
    await reader?.close();
    expect(outcome.ok).toBe(true);
    expect(LATER.filter((sequence) => !sequences.has(sequence))).toEqual([]);
    expect(await fs.readdir(testbed.directory)).toContain(NEXT_NAME);
  });

  it("and that is a pipe now is not written to, although it was empty before", async () => {
    const testbed = await createDiskTestbed({
      plan: ({ operation }) =>
        operation === "write" ? { kind: "fails", code: "ENOSPC" } : undefined,
    });
    recordSteps(testbed, 10);
    await testbed.sink.flush();
    const path = join(testbed.directory, NAME);
    // The pipe has no bytes either, and on many disks the file's old inode.
    await replaceByPipe(path);
    reader = await fs.open(path, "r+");
    testbed.disk.plan = () => undefined;
    await testbed.pass(1_000);
    await reader.close();
    expect(await testbed.findErrors()).toEqual([]);
    expect((await testbed.read()).files.map(({ name }) => name)).toEqual([NEXT_NAME]);
  });

  it("and whose folder is a file now makes the events wait until there is a folder", async () => {
    const testbed = await createDiskTestbed();
    recordSteps(testbed, 10);
    await testbed.sink.flush();
    await fs.rename(testbed.directory, `${testbed.directory}.old`);
    await fs.writeFile(testbed.directory, "in the way");
    recordSteps(testbed, 10);
    expect(await testbed.sink.flush()).toMatchObject({ ok: false, pendingEvents: 10 });
    await fs.unlink(testbed.directory);
    await fs.rename(`${testbed.directory}.old`, testbed.directory);
    await testbed.pass(1_000);
    expect(await testbed.findErrors()).toEqual([]);
  });

  it("and that retention of another window deleted costs no later event", async () => {
    const { sequences, stored } = await recordAround(async (path, directory) => {
      await fs.utimes(path, 0, 0);
      const limits = { maxAgeDays: 30, maxTotalBytes: 1 };
      const moment = { nowMs: Date.parse("2026-06-28T10:00:00.000Z"), session8: "bbbbbbbb" };
      expect((await applyRetention(fs, directory, limits, moment, NO_EVIDENCE)).deletedFiles).toBe(
        1,
      );
    });
    expect(LATER.filter((sequence) => !sequences.has(sequence))).toEqual([]);
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
  });

  it("is not damaged further by a session of the same id that starts again", async () => {
    const { testbed } = await recordAround(() => Promise.resolve());
    const before = await fs.readFile(join(testbed.directory, NAME), "utf8");
    const again = await createDiskTestbed({}, join(testbed.directory, ".."));
    recordSteps(again, 5);
    await again.dispose();
    expect(await fs.readFile(join(testbed.directory, NAME), "utf8")).toBe(before);
    expect(await fs.readdir(testbed.directory)).toEqual([NEXT_NAME, NAME]);
    expect(await findHeaderErrors(fs, await again.read())).toEqual([]);
  });
});

let reader: fs.FileHandle | undefined;

async function cutLastLine(path: string): Promise<void> {
  const text = await fs.readFile(path, "utf8");
  await fs.truncate(
    path,
    Buffer.byteLength(text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1)),
  );
}

async function replace(path: string, text: string): Promise<void> {
  await fs.rename(path, `${path}.bak`);
  await fs.writeFile(path, text);
}

async function replaceBySameSize(path: string): Promise<void> {
  const { size } = await fs.stat(path);
  await replace(path, `${"x".repeat(size - 1)}\n`);
}

async function replaceByCopy(path: string): Promise<void> {
  await fs.copyFile(path, `${path}.copy`);
  await fs.rename(`${path}.copy`, path);
}

async function replaceByLink(path: string, target?: string): Promise<void> {
  await fs.unlink(path);
  const elsewhere = join(path, "..", "elsewhere");
  if (target === undefined) await fs.writeFile(elsewhere, "not ours\n");
  await fs.symlink(target ?? elsewhere, path);
}

async function moveAndLink(path: string): Promise<void> {
  await fs.rename(path, `${path}.moved`);
  await fs.symlink(`${path}.moved`, path);
}

async function replaceByFolder(path: string): Promise<void> {
  await fs.unlink(path);
  await fs.mkdir(path);
}

async function replaceByPipe(path: string): Promise<void> {
  await fs.unlink(path);
  execFileSync("mkfifo", [path]);
}
