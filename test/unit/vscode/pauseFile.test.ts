import { execFileSync } from "node:child_process";
import { promises as fs } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { PAUSE_MS } from "../../../extension/recording/recordingPause.ts";
import { PauseFile } from "../../../extension/vscode/pauseFile.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");

let storage: string;
let path: string;
let file: PauseFile;

beforeEach(async () => {
  resetFake();
  storage = join(await makeScratchFolder(), "globalStorage");
  path = join(storage, "recording-pause.json");
  const folder = vscode.Uri.file(storage);
  file = new PauseFile({ folder, fs, clock: new ManualClock(NOW_MS) });
});

async function put(text: string): Promise<void> {
  await mkdir(storage);
  await writeFile(path, text);
}

describe("the file of the pause, written here", () => {
  it("is read as it was written, also where the folder was not there", async () => {
    await file.write(NOW_MS + PAUSE_MS);
    expect(await file.read()).toBe(NOW_MS + PAUSE_MS);
    expect(await readFile(path, "utf8")).toBe(`{"untilMs":${NOW_MS + PAUSE_MS}}\n`);
  });

  it("is its user's alone, and so is the folder", async () => {
    await file.write(NOW_MS + 1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(storage)).mode & 0o777).toBe(0o700);
  });

  it("takes the place of an older one and leaves nothing else behind", async () => {
    await file.write(NOW_MS + 1);
    await file.write(NOW_MS + 2);
    expect(await file.read()).toBe(NOW_MS + 2);
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

  it("means no pause where its time is over", async () => {
    await put(JSON.stringify({ untilMs: NOW_MS }));
    expect(await file.read()).toBeUndefined();
  });

  it("means an hour at most", async () => {
    await put(JSON.stringify({ untilMs: NOW_MS + 100 * PAUSE_MS }));
    expect(await file.read()).toBe(NOW_MS + PAUSE_MS);
  });

  it("may have further members", async () => {
    await put(JSON.stringify({ by: "another version", untilMs: NOW_MS + 5 }));
    expect(await file.read()).toBe(NOW_MS + 5);
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
    `{"by":"${"x".repeat(2_000)}","untilMs":${NOW_MS + 5}}`,
  ])("is refused where it holds anything else (%s)", async (text) => {
    await put(text);
    await expect(file.read()).rejects.toThrow(`${path} holds no end of a pause`);
  });

  it("is refused, and not waited for, where it is a pipe", async () => {
    await mkdir(storage);
    execFileSync("mkfifo", [path]);
    await expect(file.read()).rejects.toThrow("could not be read: it is no regular file");
  });

  it("says which file could not be read", async () => {
    const unreadable = new PauseFile({
      folder: vscode.Uri.file(storage),
      fs: { ...fs, open: () => Promise.reject(new Error("EACCES")) },
      clock: new ManualClock(NOW_MS),
    });
    await put("{}");
    await expect(unreadable.read()).rejects.toThrow(`${path} could not be read: EACCES`);
  });
});

describe("the watch on the file of the pause", () => {
  it("looks at this one file, in a folder that is there", async () => {
    await file.watch(() => undefined);
    expect((await stat(storage)).isDirectory()).toBe(true);
    const [watcher] = fake.fileWatchers;
    expect(watcher?.pattern).toMatchObject({
      baseUri: { fsPath: storage },
      pattern: "recording-pause.json",
    });
  });

  it("calls back when the file is made, changed or removed, until it is disposed", async () => {
    let count = 0;
    const watch = await file.watch(() => count++);
    const [watcher] = fake.fileWatchers;
    watcher?.created.fire(undefined);
    watcher?.changed.fire(undefined);
    watcher?.deleted.fire(undefined);
    expect(count).toBe(3);
    watch.dispose();
    expect(watcher?.isDisposed).toBe(true);
  });
});
