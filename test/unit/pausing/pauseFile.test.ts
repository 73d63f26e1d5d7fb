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
    const text = await file.write(NOW_MS + PAUSE_MS);
    expect(await file.read()).toBe(text);
    expect(file.pauseEndOf(text)).toBe(NOW_MS + PAUSE_MS);
    expect(await readFile(path, "utf8")).toBe(`{"untilMs":${NOW_MS + PAUSE_MS}}\n`);
  });

  it("is its user's alone, and so is the folder", async () => {
    await file.write(NOW_MS + 1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(storage)).mode & 0o777).toBe(0o700);
  });

  it("takes the place of an older one and leaves nothing else behind", async () => {
    await file.write(NOW_MS + 1);
    const text = await file.write(NOW_MS + 2);
    expect(await file.read()).toBe(text);
    expect(await readdir(storage)).toEqual(["recording-pause.json"]);
  });

  it("is gone once it is removed, and can be removed again", async () => {
    await file.write(NOW_MS + 1);
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

  it("stays where it is to be removed and holds something else", async () => {
    await put("new");
    await file.removeIfUnchanged("old");
    expect(await file.read()).toBe("new");
    await file.removeIfUnchanged("new");
    expect(await readdir(storage)).toEqual([]);
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
  const textOf = (untilMs: number) => JSON.stringify({ untilMs });

  it("means no pause where its time is over", () => {
    expect(file.pauseEndOf(textOf(NOW_MS))).toBeUndefined();
  });

  it("means an hour at most", () => {
    expect(file.pauseEndOf(textOf(NOW_MS + PAUSE_MS + 60_000))).toBe(NOW_MS + PAUSE_MS);
  });

  it.each([NOW_MS + PAUSE_MS + 5 * 60_000 + 1, Number.MAX_VALUE])(
    "is refused where no pause can last that long (%d)",
    (untilMs) => {
      expect(() => file.pauseEndOf(textOf(untilMs))).toThrow("more than one pause away");
    },
  );

  it("may have further members", () => {
    const text = JSON.stringify({ by: "another version", untilMs: NOW_MS + 5 });
    expect(file.pauseEndOf(text)).toBe(NOW_MS + 5);
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
  ])("is refused where it is anything else (%s)", (text) => {
    expect(() => file.pauseEndOf(text)).toThrow(`${path} does not contain the end of a pause`);
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
