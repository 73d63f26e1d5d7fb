import { promises as nodeFs } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { PAUSE_MS } from "../../../extension/pausing/recordingPause.ts";
import type { GatedDisk } from "../../support/gatedDisk.ts";
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
    await expect(recording.pause()).rejects.toThrow("other windows are still recording");
    await focus();
    await focus();
    expect(recorder.level).toBe("off");
  });

  it("goes on when the window looks at the file again", async () => {
    const { recorder, recording } = await open();
    await recording.pause();
    failing.add("unlink");
    await expect(recording.resume()).rejects.toThrow("other windows are still paused");
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

  it("does not begin again, since its file goes with it", async () => {
    const { recorder, recording, clock, pass } = await open();
    await recording.pause();
    pass(PAUSE_MS);
    await disk.open();
    expect(await readdir(storage)).toEqual([]);
    clock.set(NOW_MS);
    await focus();
    expect(recorder.level).toBe("local");
  });

  it("does not begin again where its file could not be removed, and the log says so", async () => {
    const { recorder, recording, clock, pass } = await open();
    await recording.pause();
    failing.add("unlink");
    pass(PAUSE_MS);
    await disk.open();
    expect(shared.log.lines).toEqual([expect.stringContaining("EIO")]);
    clock.set(NOW_MS);
    await focus();
    expect(recorder.level).toBe("local");
  });

  it("is not taken over by a window that opens then", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + 5 * PAUSE_MS }));
    const { recorder } = await open();
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([expect.stringContaining("more than one pause away")]);
  });
});

describe("a file of a pause that is over", () => {
  it("is removed by the next window that opens", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS }));
    const { recorder } = await open();
    await disk.open();
    expect(recorder.level).toBe("local");
    expect(await readdir(storage)).toEqual([]);
  });

  it("stays where another window has begun a new pause meanwhile", async () => {
    const { recording, pass } = await open();
    await recording.pause();
    const untilMs = NOW_MS + PAUSE_MS + MINUTE_MS;
    await writeFile(path, JSON.stringify({ untilMs }));
    pass(PAUSE_MS);
    await disk.open();
    await nextTurn();
    expect(await readdir(storage)).toEqual(["recording-pause.json"]);
  });
});
