import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { PAUSE_MS } from "../../../extension/pausing/recordingPause.ts";
import { PauseFile } from "../../../extension/pausing/pauseFile.ts";
import { FakePauseWindow } from "../../support/fakePauseWindow.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");

const PAUSE = { beganMs: NOW_MS, untilMs: NOW_MS + PAUSE_MS };

let storage: string;
let path: string;
let file: PauseFile;
let window: FakePauseWindow;

beforeEach(async () => {
  window = new FakePauseWindow();
  storage = join(await makeScratchFolder(), "globalStorage");
  path = join(storage, "recording-pause.json");
  file = new PauseFile({
    folder: storage,
    fs,
    clock: new ManualClock(NOW_MS),
    watchFile: window.watchFile,
  });
});

async function put(text: string): Promise<void> {
  await mkdir(storage);
  await writeFile(path, text);
}

describe("the file of the pause, written here", () => {
  it("is read as it was written, also where the folder was not there", async () => {
    const text = await file.write(PAUSE);
    expect(await file.read()).toBe(text);
    expect(file.pauseEndOf(text)).toBe(NOW_MS + PAUSE_MS);
    expect(await readFile(path, "utf8")).toBe(
      `{"beganMs":${NOW_MS},"untilMs":${NOW_MS + PAUSE_MS}}\n`,
    );
  });

  it("is its user's alone, and so is the folder", async () => {
    await file.write(PAUSE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(storage)).mode & 0o777).toBe(0o700);
  });

  it("takes the place of an older one and leaves nothing else behind", async () => {
    await file.write(PAUSE);
    const text = await file.write({ beganMs: NOW_MS, untilMs: NOW_MS + 2 });
    expect(await file.read()).toBe(text);
    expect(await readdir(storage)).toEqual(["recording-pause.json"]);
  });

  it("is gone once it is removed, and can be removed again", async () => {
    await file.write(PAUSE);
    await file.remove();
    await file.remove();
    expect(await readdir(storage)).toEqual([]);
    expect(await file.read()).toBeUndefined();
  });
});

describe("the file of the pause, as it is found", () => {
  it("means no pause where it is not there", async () => {
    expect(await file.read()).toBeUndefined();
  });

  it("is refused, and not waited for, where it is a pipe", async () => {
    await mkdir(storage);
    execFileSync("mkfifo", [path]);
    await expect(file.read()).rejects.toThrow("could not be read: it is not a regular file");
  });

  it("says which file could not be read", async () => {
    const unreadable = new PauseFile({
      folder: storage,
      watchFile: window.watchFile,
      fs: { ...fs, open: () => Promise.reject(new Error("EACCES")) },
      clock: new ManualClock(NOW_MS),
    });
    await put("{}");
    await expect(unreadable.read()).rejects.toThrow(`${path} could not be read: EACCES`);
  });
});

describe("the text of the pause", () => {
  const endOf = (pause: object) => file.pauseEndOf(JSON.stringify(pause));

  it("means no pause where its time is over", () => {
    expect(endOf({ beganMs: NOW_MS - PAUSE_MS, untilMs: NOW_MS })).toBeUndefined();
    expect(endOf({ beganMs: NOW_MS, untilMs: NOW_MS })).toBeUndefined();
    expect(endOf({ beganMs: NOW_MS - 5, untilMs: NOW_MS - 10 })).toBeUndefined();
  });

  it("means a pause from its beginning to its end", () => {
    expect(endOf({ beganMs: NOW_MS - PAUSE_MS + 1, untilMs: NOW_MS + 1 })).toBe(NOW_MS + 1);
    expect(endOf({ beganMs: NOW_MS, untilMs: NOW_MS + 5 })).toBe(NOW_MS + 5);
  });

  it("means an hour at most, from when it began", () => {
    const untilMs = Number.MAX_VALUE;
    expect(endOf({ beganMs: NOW_MS, untilMs })).toBe(NOW_MS + PAUSE_MS);
    expect(endOf({ beganMs: NOW_MS - 10, untilMs })).toBe(NOW_MS + PAUSE_MS - 10);
    expect(endOf({ beganMs: NOW_MS - PAUSE_MS, untilMs })).toBeUndefined();
  });

  it("is taken over where the clock of the machine that wrote it is ahead a little", () => {
    const beganMs = NOW_MS + 5 * 60_000;
    expect(endOf({ beganMs, untilMs: beganMs + PAUSE_MS })).toBe(NOW_MS + PAUSE_MS);
  });

  it("is refused where it begins later, since the clock was set back then", () => {
    const beganMs = NOW_MS + 5 * 60_000 + 1;
    expect(() => endOf({ beganMs, untilMs: beganMs + PAUSE_MS })).toThrow(
      `${path} contains a pause that starts in the future`,
    );
  });

  it("began an hour before its end where it does not say when", () => {
    expect(endOf({ untilMs: NOW_MS + 5 })).toBe(NOW_MS + 5);
    expect(endOf({ untilMs: NOW_MS })).toBeUndefined();
    expect(endOf({ untilMs: NOW_MS + PAUSE_MS + 60_000 })).toBe(NOW_MS + PAUSE_MS);
    expect(() => endOf({ untilMs: NOW_MS + PAUSE_MS + 5 * 60_000 + 1 })).toThrow("in the future");
  });

  it("may have further members", () => {
    const pause = { by: "another version", beganMs: NOW_MS - 5, untilMs: NOW_MS + 5 };
    expect(endOf(pause)).toBe(NOW_MS + 5);
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    "5",
    "{}",
    `{"untilMs":"${NOW_MS + 5}"}`,
    '{"untilMs":null}',
    '{"untilMs":1e999}',
    `{"beganMs":${NOW_MS}}`,
    `{"beganMs":"${NOW_MS}","untilMs":${NOW_MS + 5}}`,
    `{"beganMs":null,"untilMs":${NOW_MS + 5}}`,
    `{"beganMs":-1e999,"untilMs":${NOW_MS + 5}}`,
  ])("is refused where it is anything else (%s)", (text) => {
    expect(() => file.pauseEndOf(text)).toThrow(`${path} does not contain a pause`);
  });

  it("is cut off where it is longer than any that is written here", async () => {
    await put("x".repeat(2_000));
    expect(await file.read()).toBe("x".repeat(1_024));
  });
});

describe("the watch on the file of the pause", () => {
  it("looks at this one file, in a folder that is there", async () => {
    await file.watch(() => undefined);
    expect((await stat(storage)).isDirectory()).toBe(true);
    expect([...window.watched]).toMatchObject([{ folder: storage, name: "recording-pause.json" }]);
  });

  it("calls back when the file changes, until it is ended", async () => {
    let count = 0;
    const end = await file.watch(() => count++);
    window.changeFiles();
    expect(count).toBe(1);
    end();
    expect(window.watched.size).toBe(0);
  });
});
