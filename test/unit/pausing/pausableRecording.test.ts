import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { PAUSE_MS } from "../../../extension/pausing/recordingPause.ts";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { eventually } from "../../support/eventually.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { NOW_MS, openWindow, resetWindows, shared } from "./pausableRecordingFixture.ts";

let storage: string;

beforeEach(async () => {
  resetWindows();
  storage = await makeScratchFolder();
});

/** Tells all windows that the file is not what it was; each reads it in its own time. */
function noticeFile(): void {
  shared.window.changeFiles();
}

function failing(name: "open" | "unlink" | "mkdir"): FileSystem {
  const fails = () => Promise.reject(Object.assign(new Error("disk gone"), { code: "EIO" }));
  return { ...fs, [name]: fails };
}

describe("recording in a window", () => {
  it("is on where the setting says so and nobody has paused it", async () => {
    const { recorder, recording } = await openWindow(storage);
    expect(recorder.level).toBe("local");
    expect(recording.state).toEqual({ state: "on" });
    expect(shared.window.isPausedShown).toBe(false);
    expect(shared.log.lines).toEqual([]);
  });

  it("stays off from the start where a pause is under way", async () => {
    await (await openWindow(storage)).recording.pause();
    const { recorder, recording, recorded } = await openWindow(storage);
    expect(recorder.level).toBe("off");
    expect(recording.state).toEqual({ state: "paused", untilMs: NOW_MS + PAUSE_MS });
    expect(recorded()).toEqual([]);
    expect(shared.window.isPausedShown).toBe(true);
  });

  it("follows the setting", async () => {
    const { recorder, recording, states } = await openWindow(storage);
    recording.setLevel("off");
    expect(recorder.level).toBe("off");
    expect(states).toEqual(["off"]);
  });

  it("goes on, with a warning, where the file of the pause says nothing", async () => {
    await writeFile(join(storage, "recording-pause.json"), "nonsense");
    const { recorder } = await openWindow(storage);
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([expect.stringContaining("does not contain a pause")]);
  });

  it("works where there is no local storage", async () => {
    const { recorder, recording } = await openWindow(undefined);
    await recording.pause();
    expect(recorder.level).toBe("off");
    await recording.resume();
    expect(recorder.level).toBe("local");
    expect([...shared.window.watched]).toEqual([]);
  });
});

describe("the pause that a user chooses", () => {
  it("acts at once, is kept for an hour and offers the other command", async () => {
    const { recorder, recording, states } = await openWindow(storage);
    const done = recording.pause();
    expect(recorder.level).toBe("off");
    await done;
    expect(states).toEqual(["paused"]);
    expect(shared.window.isPausedShown).toBe(true);
    const text = await readFile(join(storage, "recording-pause.json"), "utf8");
    expect(JSON.parse(text)).toEqual({ beganMs: NOW_MS, untilMs: NOW_MS + PAUSE_MS });
  });

  it("ends by itself and offers to pause again", async () => {
    const { recorder, recording, pass } = await openWindow(storage);
    await recording.pause();
    pass(PAUSE_MS);
    expect(recorder.level).toBe("local");
    expect(shared.window.isPausedShown).toBe(false);
  });

  it("is ended for later windows as well when the user resumes", async () => {
    const { recording, recorded } = await openWindow(storage);
    await recording.pause();
    await recording.resume();
    expect(recorded()).toEqual(["recording.paused", "recording.resumed"]);
    expect(await readdir(storage)).toEqual([]);
    expect((await openWindow(storage)).recorder.level).toBe("local");
  });

  it("holds in this window where it cannot be kept, and the user is told", async () => {
    const { recorder, recording } = await openWindow(storage, { fs: failing("open") });
    await expect(recording.pause()).rejects.toThrow(
      "Recording is paused here, but other windows on this machine are still recording: disk gone",
    );
    expect(recorder.level).toBe("off");
  });

  it("names the remote host whose other windows could not be notified", async () => {
    const { recording } = await openWindow(storage, {
      fs: failing("open"),
      remoteHost: "devbox (ssh-remote)",
    });
    await expect(recording.pause()).rejects.toThrow(
      "Recording is paused here, but other windows connected to devbox (ssh-remote) are still " +
        "recording: disk gone",
    );
    const { recording: resumed } = await openWindow(storage, {
      fs: failing("unlink"),
      remoteHost: "devbox (ssh-remote)",
    });
    await expect(resumed.resume()).rejects.toThrow(
      "Recording resumed here, but other windows connected to devbox (ssh-remote) are still " +
        "paused: disk gone",
    );
  });

  it("ends in this window where the file cannot be removed, and the user is told", async () => {
    const { recorder, recording } = await openWindow(storage, { fs: failing("unlink") });
    await recording.pause().catch(() => undefined);
    await expect(recording.resume()).rejects.toThrow(
      "Recording resumed here, but other windows on this machine are still paused: disk gone",
    );
    expect(recorder.level).toBe("local");
  });

  it("is what it was last chosen to be, however fast the choices came", async () => {
    const { recorder, recording } = await openWindow(storage);
    const choices = [recording.pause(), recording.resume(), recording.pause(), recording.resume()];
    noticeFile();
    await Promise.all(choices);
    noticeFile();
    await recording.resume();
    expect(recorder.level).toBe("local");
    expect(await readdir(storage)).toEqual([]);
  });

  it("is written to its end before the file is looked at again", async () => {
    const calls: string[] = [];
    const traced: FileSystem = {
      ...fs,
      open: (path, flags, mode) => {
        calls.push(flags === "wx" ? "write" : "read");
        return fs.open(path, flags, mode);
      },
      rename: (from, to) => {
        calls.push("written");
        return fs.rename(from, to);
      },
    };
    const { recording } = await openWindow(storage, { fs: traced });
    const pausing = recording.pause();
    noticeFile();
    await pausing;
    await recording.resume();
    expect(calls).toEqual(["read", "write", "written", "read"]);
  });

  it("is not undone by a look at the file from before it", async () => {
    const { recorder, recording, states } = await openWindow(storage);
    noticeFile();
    await recording.pause();
    expect(recorder.level).toBe("off");
    expect(states).toEqual(["paused"]);
  });
});

describe("another window", () => {
  it("pauses and resumes with the first, as soon as it notices the file", async () => {
    const first = await openWindow(storage);
    const second = await openWindow(storage);
    await first.recording.pause();
    noticeFile();
    await eventually(() => {
      expect(second.states).toHaveLength(1);
    });
    expect(second.recording.state).toEqual({ state: "paused", untilMs: NOW_MS + PAUSE_MS });
    await first.recording.resume();
    noticeFile();
    await eventually(() => {
      expect(second.states).toHaveLength(2);
    });
    expect(second.recorded()).toEqual(["recording.paused", "recording.resumed"]);
  });

  it("looks at the file when it gets the focus, in case that nothing was noticed", async () => {
    const first = await openWindow(storage);
    const second = await openWindow(storage);
    await first.recording.pause();
    shared.window.focus();
    await eventually(() => {
      expect(second.states).toHaveLength(1);
    });
    expect(second.recorder.level).toBe("off");
  });

  it("stays as it is, with a warning, where the file cannot be read", async () => {
    const { recording, recorder } = await openWindow(storage);
    await recording.pause();
    await writeFile(join(storage, "recording-pause.json"), "nonsense");
    noticeFile();
    await eventually(() => {
      expect(shared.log.lines).not.toEqual([]);
    });
    expect(recorder.level).toBe("off");
    expect(shared.log.lines).toEqual([expect.stringContaining("keeping the current one")]);
  });

  it("is watched for where it can be; where not, recording works and the log says so", async () => {
    const { recorder } = await openWindow(storage, { fs: failing("mkdir") });
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([expect.stringContaining("noticed late: disk gone")]);
  });
});

it("a disposed recording has neither timers nor watchers", async () => {
  const { recording, scheduler } = await openWindow(storage);
  await recording.pause();
  recording.dispose();
  expect(scheduler.delaysMs).toEqual([]);
  expect([...shared.window.watched]).toEqual([]);
  expect(shared.window.focusListeners.size).toBe(0);
});
