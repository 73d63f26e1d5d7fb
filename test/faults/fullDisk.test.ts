import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordSteps } from "../support/recordingSession.ts";
import { sequencesOf } from "../support/storedSession.ts";
import { mountTmpfs, remount } from "../support/tmpfs.ts";
import { createDiskTestbed, type DiskTestbed } from "./realDisk.ts";

const TEXT = "x".repeat(200);

/** Takes all space of a disk but for about so many bytes. */
async function fillUpTo(disk: string, freeBytes: number): Promise<string> {
  const ballast = join(disk, "ballast");
  const { bavail, bsize } = await fs.statfs(disk);
  await fs.writeFile(ballast, Buffer.alloc(bavail * bsize - freeBytes));
  return ballast;
}

/** Records and flushes until the disk takes no more. */
async function recordUntilFull(testbed: DiskTestbed): Promise<void> {
  for (let round = 0; round < 100; round++) {
    recordSteps(testbed, 20, TEXT);
    if (!(await testbed.sink.flush()).ok) return;
  }
  throw new Error("The disk did not become full");
}

describe("a disk that becomes full", () => {
  it("loses nothing: what waits is written once there is space again", async () => {
    const disk = await mountTmpfs("size=256k");
    if (disk === undefined) return;
    const ballast = await fillUpTo(disk, 65_536);
    const testbed = await createDiskTestbed({}, disk);
    await recordUntilFull(testbed);
    expect(testbed.sink.counts.buffered).toBeGreaterThan(0);
    await fs.unlink(ballast);
    await testbed.pass(30_000);
    recordSteps(testbed, 20, TEXT);
    await testbed.sink.flush();
    expect(await testbed.findErrors()).toEqual([]);
    const stored = await testbed.read();
    expect(stored.report.skippedLines).toEqual([]);
    expect(stored.files).toHaveLength(1);
    const { accepted } = testbed.sink.counts;
    expect(sequencesOf(stored)).toEqual(Array.from({ length: accepted }, (_, index) => index));
  });

  it("holds every event that it has room for", async () => {
    const disk = await mountTmpfs("size=64k");
    if (disk === undefined) return;
    const testbed = await createDiskTestbed({}, disk);
    await recordUntilFull(testbed);
    const stored = await testbed.read();
    expect(stored.rows).toHaveLength(testbed.sink.counts.written);
    expect(stored.report.skippedLines).toEqual([]);
    // The disk is full but for less than one more event.
    expect(stored.files[0]?.byteCount).toBeGreaterThan(65_536 - 600);
  });

  it.each([
    ["append", 4_096],
    ["byte", 0],
  ])("at the first %s of a file leads to one header in it", async (_, freeBytes) => {
    const disk = await mountTmpfs("size=256k");
    if (disk === undefined) return;
    const testbed = await createDiskTestbed({}, disk);
    await fs.mkdir(testbed.directory);
    const ballast = await fillUpTo(disk, freeBytes);
    recordSteps(testbed, 90, TEXT);
    expect((await testbed.sink.flush()).ok).toBe(false);
    await fs.unlink(ballast);
    await testbed.pass(30_000);
    expect(await testbed.findErrors()).toEqual([]);
    expect((await testbed.read()).rows).toHaveLength(90);
  });

  it("while files are rotated loses nothing", async () => {
    const disk = await mountTmpfs("size=256k");
    if (disk === undefined) return;
    const ballast = await fillUpTo(disk, 65_536);
    const testbed = await createDiskTestbed({ config: { maxFileBytes: 8_192 } }, disk);
    await recordUntilFull(testbed);
    await fs.unlink(ballast);
    await testbed.pass(30_000);
    expect(await testbed.findErrors()).toEqual([]);
    expect(testbed.sink.counts).toMatchObject({ buffered: 0, dropped: 0 });
  });

  it("for longer than the buffer lasts costs the oldest events, and exactly that is told", async () => {
    const disk = await mountTmpfs("size=256k");
    if (disk === undefined) return;
    const ballast = await fillUpTo(disk, 16_384);
    const testbed = await createDiskTestbed({}, disk);
    await recordUntilFull(testbed);
    recordSteps(testbed, 2_000);
    await testbed.pass(60_000);
    await fs.unlink(ballast);
    await testbed.pass(30_000);
    expect(testbed.sink.counts.dropped).toBeGreaterThan(1_000);
    expect(testbed.sink.counts.buffered).toBe(0);
    expect(await testbed.findErrors()).toEqual([]);
  });
});

describe("a disk that has no room for a further file", () => {
  it("loses nothing: what waits is written once there is", async () => {
    const disk = await mountTmpfs("size=1m,nr_inodes=10");
    if (disk === undefined) return;
    const ballast = join(disk, "ballast");
    await fs.mkdir(ballast);
    for (let file = 0; file < 6; file++) await fs.writeFile(join(ballast, String(file)), "");
    // What is left is one inode for the folder and one for the first file.
    const testbed = await createDiskTestbed({ config: { maxFileBytes: 8_192 } }, disk);
    recordSteps(testbed, 50, TEXT);
    expect((await testbed.sink.flush()).ok).toBe(false);
    await fs.rm(ballast, { recursive: true });
    await testbed.pass(30_000);
    expect(await testbed.findErrors()).toEqual([]);
    expect((await testbed.read()).files.length).toBeGreaterThan(2);
  });
});

describe("a disk that becomes read-only", () => {
  it("loses nothing: what waits is written once it can be written to again", async () => {
    const disk = await mountTmpfs("size=1m");
    if (disk === undefined) return;
    const testbed = await createDiskTestbed({}, disk);
    recordSteps(testbed, 10);
    await testbed.sink.flush();
    await remount(disk, "ro");
    recordSteps(testbed, 10);
    expect(await testbed.sink.flush()).toMatchObject({ ok: false, error: { code: "EROFS" } });
    await remount(disk, "rw");
    await testbed.pass(1_000);
    expect(await testbed.findErrors()).toEqual([]);
    expect((await testbed.read()).files).toHaveLength(1);
  });
});
