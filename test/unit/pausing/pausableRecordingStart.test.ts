import { promises as nodeFs } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { WATCH_SETUP_MS } from "../../../extension/pausing/pausableRecording.ts";
import { eventually } from "../../support/eventually.ts";
import type { GatedDisk } from "../../support/gatedDisk.ts";
import { interceptFileSystem, type FileCall } from "../../support/interceptedFileSystem.ts";
import { createWindow, NOW_MS, openWindow, shared } from "./pausableRecordingFixture.ts";
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

describe("the start of a window", () => {
  const isPauseFile = ({ path: called }: FileCall) => called === path;

  it("holds back what is recorded until it is known that there is no pause", async () => {
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    window.recorder.log("settings.changed");
    await isReading;
    expect(window.recorded()).toEqual([]);
    await disk.open();
    await started;
    expect(window.recorded()).toEqual(["settings.changed"]);
  });

  it("forgets what was recorded before a pause was found, and numbers from 0 after it", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    const window = createWindow(storage, { fs: disk.fs });
    window.recorder.log("settings.changed");
    await window.recording.start();
    expect(window.recorder.level).toBe("off");
    window.pass(MINUTE_MS);
    const [event, ...more] = window.events;
    expect(event).toMatchObject({ event_name: "recording.resumed", event_sequence: 0 });
    expect(more).toEqual([]);
  });

  it("notices a pause that starts while the file is being read", async () => {
    const hasRead = Promise.withResolvers<undefined>();
    const goesOn = Promise.withResolvers<undefined>();
    const disk = interceptFileSystem(nodeFs, async (call, proceed) => {
      const result = proceed();
      if (isPauseFile(call) && call.name === "open") {
        await result.catch(() => undefined);
        hasRead.resolve(undefined);
        await goesOn.promise;
      }
      return result;
    });
    const window = createWindow(storage, { fs: disk });
    const started = window.recording.start();
    await hasRead.promise;
    // What was read says that there is no pause, and the system tells those who watch of one.
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    shared.window.changeFiles();
    goesOn.resolve(undefined);
    await started;
    await eventually(() => {
      expect(window.recorder.level).toBe("off");
    });
  });

  it("notices a pause that starts before the watcher is set up", async () => {
    const window = await openWindow(storage);
    // No watcher reports it.
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    window.pass(WATCH_SETUP_MS);
    await eventually(() => {
      expect(window.recorder.level).toBe("off");
    });
  });

  it("records as the setting says where the disk does not answer in 2 s, with a warning", async () => {
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    window.recorder.log("settings.changed");
    await isReading;
    window.pass(1_999);
    expect(window.recorded()).toEqual([]);
    window.pass(1);
    expect(window.recorded()).toEqual(["settings.changed"]);
    expect(shared.log.lines).toEqual([expect.stringContaining("not available after 2 s")]);
    await disk.open();
    await started;
  });

  it("takes over a pause that the disk tells of late", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    await isReading;
    window.pass(2_000);
    expect(window.recorder.level).toBe("local");
    await disk.open();
    await started;
    expect(window.recorder.level).toBe("off");
    expect(window.recorded()).toEqual(["recording.paused"]);
  });

  it("lets the user choose before the disk answers, and keeps to that", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    window.recorder.log("settings.changed");
    await isReading;
    const resumed = window.recording.resume();
    await disk.open();
    await Promise.all([started, resumed]);
    expect(window.recorder.level).toBe("local");
    expect(window.recorded()).toEqual([]);
    expect(await readdir(storage)).toEqual([]);
  });

  it("takes over a pause once it can be read", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    failing.add("open");
    const { recorder } = await open();
    expect(recorder.level).toBe("local");
    expect(shared.log.lines).toEqual([expect.stringContaining("is not paused")]);
    failing.clear();
    await focus();
    expect(recorder.level).toBe("off");
  });

  it("leaves nothing behind in a window that closes meanwhile", async () => {
    await writeFile(path, JSON.stringify({ untilMs: NOW_MS + MINUTE_MS }));
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    window.recorder.log("settings.changed");
    await isReading;
    window.recording.dispose();
    await disk.open();
    await started;
    expect(window.recorded()).toEqual([]);
    expect(window.scheduler.delaysMs).toEqual([]);
    expect([...shared.window.watched]).toEqual([]);
    expect(shared.window.focusListeners.size).toBe(0);
  });

  it("does not watch in a window that closes just then", async () => {
    const window = createWindow(storage, { fs: disk.fs });
    const isMakingFolder = disk.hold(({ name }) => name === "mkdir");
    const started = window.recording.start();
    await isMakingFolder;
    window.recording.dispose();
    await disk.open();
    await started;
    expect([...shared.window.watched]).toEqual([]);
  });

  it("says nothing more to the log of a window that has closed", async () => {
    const window = createWindow(storage, { fs: disk.fs });
    const isReading = disk.hold(isPauseFile);
    const started = window.recording.start();
    await isReading;
    window.recording.dispose();
    failing.add("open");
    await disk.open();
    await started;
    expect(shared.log.lines).toEqual([]);
  });
});
