import { promises as nodeFs } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { PAUSE_MS } from "../../../extension/pausing/recordingPause.ts";
import type { GatedDisk } from "../../support/gatedDisk.ts";
import { interceptFileSystem } from "../../support/interceptedFileSystem.ts";
import { NOW_MS, openWindow, shared } from "./pausableRecordingFixture.ts";
import { makePauseTestbed, MINUTE_MS } from "./pauseTestbed.ts";

let storage: string;
let path: string;
let failing: Set<string>;
let disk: GatedDisk;
let focus: () => Promise<void>;

beforeEach(async () => {
  ({ storage, path, failing, disk, focus } = await makePauseTestbed());
});

const open = () => openWindow(storage, { fs: disk.fs });

describe("a choice that the other windows could not be told of", () => {
  it("stays paused when the window looks at the file again", async () => {
    const { recorder, recording } = await open();
    failing.add("rename");
    await expect(recording.pause()).rejects.toThrow("are still recording");
    await focus();
    await focus();
    expect(recorder.level).toBe("off");
  });

  it("goes on when the window looks at the file again", async () => {
    const { recorder, recording } = await open();
    await recording.pause();
    failing.add("unlink");
    await expect(recording.resume()).rejects.toThrow("are still paused");
    await focus();
    await focus();
    expect(recorder.level).toBe("local");
  });

  it("stays also where the file could not even be read at that moment", async () => {
    const { recorder, recording } = await open();
    await recording.pause();
    failing.add("unlink").add("open");
    await recording.resume().catch(() => undefined);
    failing.clear();
    await focus();
    await focus();
    expect(recorder.level).toBe("local");
  });

  it("gives way to what another window chooses later", async () => {
    const { recorder, recording } = await open();
    await recording.pause();
    failing.add("unlink");
    await recording.resume().catch(() => undefined);
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + 30 * MINUTE_MS }));
    await focus();
    expect(recorder.level).toBe("off");
    expect(recording.state).toMatchObject({ untilMs: NOW_MS + 30 * MINUTE_MS });
  });

  it("counts no more once a later one was written", async () => {
    const { recorder, recording } = await open();
    failing.add("rename");
    await recording.pause().catch(() => undefined);
    failing.clear();
    await recording.pause();
    await nodeFs.unlink(path);
    await focus();
    expect(recorder.level).toBe("local");
  });
});

describe("a pause where the clock is set back", () => {
  it("ends an hour after it began, however often the window looks at the file", async () => {
    const { recorder, recording, clock, pass } = await open();
    await recording.pause();
    clock.set(NOW_MS - 5 * PAUSE_MS);
    for (let minute = 0; minute < 59; minute++) {
      await focus();
      pass(MINUTE_MS);
    }
    expect(recorder.level).toBe("off");
    pass(MINUTE_MS);
    expect(recorder.level).toBe("local");
  });

  it("does not begin again in a window that it has ended in", async () => {
    const { recorder, recording, clock, pass } = await open();
    await recording.pause();
    pass(PAUSE_MS);
    clock.set(NOW_MS);
    await focus();
    expect(recorder.level).toBe("local");
  });

  it.each([
    { beganMs: NOW_MS + 4 * PAUSE_MS, untilMs: NOW_MS + 5 * PAUSE_MS },
    // As it was written before the file said when the pause began.
    { untilMs: NOW_MS + 5 * PAUSE_MS },
  ])("is not taken over by a window that opens then (%j)", async (pause) => {
    await writeFile(path, JSON.stringify(pause));
    const { recorder } = await open();
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([expect.stringContaining("starts in the future")]);
  });
});

describe("a file of a pause that is over", () => {
  it("means nothing any more to the next window that opens", async () => {
    await writeFile(path, JSON.stringify({ beganMs: NOW_MS - PAUSE_MS, untilMs: NOW_MS }));
    const { recorder } = await open();
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([]);
  });

  it("costs no pause that another window begins just then", async () => {
    const next = JSON.stringify({
      beganMs: NOW_MS + PAUSE_MS,
      untilMs: NOW_MS + 2 * PAUSE_MS,
    });
    // Just before it would be removed, if it were.
    const racing = interceptFileSystem(disk.fs, async (call, proceed) => {
      if (call.name === "unlink" && call.path === path) await writeFile(path, next);
      return proceed();
    });
    const { recording, pass } = await openWindow(storage, { fs: racing });
    await recording.pause();
    pass(PAUSE_MS);
    await disk.open();
    const isRemoved = disk.calls.some((call) => call.name === "unlink" && call.path === path);
    if (!isRemoved) await writeFile(path, next);
    await disk.open();
    expect(await readFile(path, "utf8")).toBe(next);
  });
});
