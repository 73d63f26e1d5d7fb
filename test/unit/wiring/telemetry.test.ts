import { promises as fs } from "node:fs";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../../../extension/recording/settingNames.ts";
import { makeEvents } from "../../support/events.ts";
import {
  interceptFileSystem,
  systemError,
  type FileCall,
} from "../../support/interceptedFileSystem.ts";
import { readPlainly } from "../../support/plainReader.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";
import { namesOf, NOW_MS, single, startExtension, TODAY } from "./telemetryTestbed.ts";

const OLD = "telemetry-2026-05-20-aaaaaaaa.jsonl";
const YESTERDAY = "telemetry-2026-06-27-bbbbbbbb.jsonl";
const DAY_MS = 86_400_000;

/** A file older than the default limit, and one that confirms the clock. */
async function writeOldStore(_: string, directory: string): Promise<void> {
  for (const name of [OLD, YESTERDAY]) {
    await writeFile(join(directory, name), toFile(makeEvents(3, name.slice(10, 20))));
    await utimes(join(directory, name), new Date(0), new Date(NOW_MS - 2 * DAY_MS));
  }
}

function pausedUntil(untilMs: number) {
  return async (storage: string) => {
    await writeFile(join(storage, "recording-pause.json"), JSON.stringify({ untilMs }));
  };
}

describe("recorded events", () => {
  it("are on disk after deactivate, with the context of the session", async () => {
    const { editor, end } = await startExtension({
      environment: { CODER_URL: "https://coder.example.com/" },
    });
    await editor.run("coder.openTelemetryPanel");
    const events = await end();
    expect(namesOf(events)).toEqual([
      "activation.settings",
      "activation.commands",
      "activation",
      "command.invoked",
    ]);
    expect(new Set(events.map(({ event }) => event["deployment_url"]))).toEqual(
      new Set(["https://coder.example.com"]),
    );
    expect(events[0]?.context).toEqual({
      extension_version: "1.2.3",
      machine_id: "machine-id",
      session_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      os_type: "linux",
      os_version: "6.1",
      host_arch: "x64",
      platform_name: "Visual Studio Code",
      platform_version: "1.105.0",
    });
  });

  it("include the number of registered commands and of conflicts", async () => {
    const { end } = await startExtension();
    expect(single(await end(), "activation.commands")["measurements"]).toMatchObject({
      registered: 6,
      conflicts: 2,
    });
  });

  it("are all written before the log is closed", async () => {
    const { editor, telemetry, directory } = await startExtension();
    const ended = telemetry.deactivate();
    expect(editor.log.isClosed).toBe(false);
    await ended;
    expect(editor.log.isClosed).toBe(true);
    expect(readPlainly(directory)).toHaveLength(3);
  });

  it("include dropped events, which are also logged", async () => {
    const { editor, end } = await startExtension({
      local: { bufferLimit: 10, flushBatchSize: 10 },
    });
    // All in one turn of the event loop, so nothing is flushed in between.
    await Promise.all(Array.from({ length: 30 }, () => editor.run("coder.openTelemetryPanel")));
    const dropped = single(await end(), "telemetry.dropped");
    expect(dropped["properties"]).toEqual({ reason: "buffer_full" });
    expect(dropped["measurements"]).toEqual({ count: 23, first_sequence: 0, last_sequence: 22 });
    expect(editor.log.lines.join("\n")).toContain("23 events were dropped");
  });

  it("are logged as dropped once, although that is recorded only when recording is on again", async () => {
    const { editor, storage, end } = await startExtension({
      local: { bufferLimit: 10, flushBatchSize: 10 },
    });
    const losses = () => editor.log.lines.filter((line) => line.includes("dropped"));
    await Promise.all(Array.from({ length: 30 }, () => editor.run("coder.openTelemetryPanel")));
    editor.changeSetting(LEVEL_SETTING, "off");
    editor.user.range = { kind: "allTime" };
    editor.user.format = "json";
    editor.user.exportPath = () => Promise.resolve(join(storage, "export.json"));
    // Each export flushes before it reads.
    for (let count = 0; count < 5; count++) await editor.run("coder.exportTelemetry");
    expect(losses()).toEqual(["[warning] 23 events were dropped because the buffer was full."]);
    editor.changeSetting(LEVEL_SETTING, "local");
    const dropped = single(await end(), "telemetry.dropped");
    expect(dropped["measurements"]).toMatchObject({ count: 23 });
    expect(losses()).toHaveLength(1);
  });

  it("are not written if the storage is not on this machine, which is logged", async () => {
    const { editor, directory, end } = await startExtension({ isLocal: false });
    await editor.run("coder.openTelemetryPanel");
    expect(await end()).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
    expect(editor.log.lines).toEqual([
      expect.stringContaining(`memfs:${dirname(directory)} is not a local folder`),
    ]);
    expect(editor.statusBar.shown?.recording).toEqual({ state: "unavailable" });
  });
});

describe("the level setting", () => {
  it("applies at startup", async () => {
    const { end } = await startExtension({ level: "off" });
    expect(await end()).toEqual([]);
  });

  it("applies immediately when it changes, and the change is recorded", async () => {
    const { editor, end } = await startExtension();
    editor.changeSetting(LEVEL_SETTING, "off");
    await editor.run("coder.openTelemetryPanel");
    expect(editor.statusBar.shown?.recording).toEqual({ state: "off" });
    editor.changeSetting(LEVEL_SETTING, "local");
    const events = await end();
    expect(namesOf(events)).not.toContain("command.invoked");
    expect(single(events, "settings.changed")["properties"]).toEqual({
      setting: "coder.telemetry.level",
    });
  });

  it("does not end a pause", async () => {
    const { editor, end } = await startExtension();
    await editor.run("coder.pauseTelemetryRecording");
    editor.changeSetting(LEVEL_SETTING, "off");
    editor.changeSetting(LEVEL_SETTING, "local");
    await editor.run("coder.openTelemetryPanel");
    expect(editor.statusBar.shown?.recording).toMatchObject({ state: "paused" });
    expect(namesOf(await end())).not.toContain("command.invoked");
  });
});

describe("the local sink settings", () => {
  it("apply at startup", async () => {
    const { directory, end, eventually } = await startExtension({ local: { flushBatchSize: 1 } });
    await eventually(() => {
      expect(readPlainly(directory)).toHaveLength(3);
    });
    await end();
  });

  it("apply immediately when they change, and the change is recorded", async () => {
    const { editor, scheduler, directory, end, eventually } = await startExtension();
    scheduler.advance(0);
    expect(await readdir(directory)).toEqual([]);
    editor.changeSetting(LOCAL_SINK_SETTING, { flushBatchSize: 1 });
    await eventually(() => {
      expect(single(readPlainly(directory), "settings.changed")["properties"]).toEqual({
        setting: "coder.telemetry.local",
      });
    });
    await end();
  });

  it("are shown in the panel, even after a change", async () => {
    const { editor, scheduler, end } = await startExtension({ local: { maxAgeDays: 7 } });
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.limits.maxAgeDays).toBe(7);
    const changed = new Promise((resolve) => {
      client?.on("snapshot", ({ limits }) => {
        if (limits.maxAgeDays === 9) resolve(limits);
      });
    });
    const before = editor.panel?.refreshCount ?? 0;
    editor.changeSetting(LOCAL_SINK_SETTING, { maxAgeDays: 9 });
    expect(editor.panel?.refreshCount).toBe(before + 1);
    scheduler.advance(300);
    expect(await changed).toMatchObject({ maxAgeDays: 9 });
    await end();
  });
});

describe("retention", () => {
  it("deletes old files shortly after startup, and records and logs it", async () => {
    const { editor, directory, pass, end, eventually } = await startExtension({
      prepare: writeOldStore,
    });
    expect(await readdir(directory)).toContain(OLD);
    pass(10_000);
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    await eventually(() => {
      expect(editor.log.lines).toContain("[info] Retention deleted 1 telemetry files.");
    });
    const events = await end();
    expect(single(events, "telemetry.retention")["measurements"]).toMatchObject({
      deleted_files: 1,
      failures: 0,
    });
  });

  it("runs immediately with the new limits when the settings change", async () => {
    const { editor, scheduler, directory, pass, end, eventually } = await startExtension({
      prepare: writeOldStore,
      local: { maxAgeDays: 3_650 },
    });
    pass(10_000);
    await eventually(() => {
      expect(scheduler.delaysMs).toContain(6 * 3_600_000);
    });
    expect(await readdir(directory)).toContain(OLD);
    editor.changeSetting(LOCAL_SINK_SETTING, { maxAgeDays: 30 });
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    expect(await readdir(directory)).toContain(YESTERDAY);
    await end();
  });

  it("counts and logs files that it could not delete", async () => {
    const busy = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "unlink" ? Promise.reject(systemError("EBUSY")) : proceed(),
    );
    const { editor, pass, end, eventually } = await startExtension({
      fs: busy,
      prepare: writeOldStore,
    });
    pass(10_000);
    await eventually(() => {
      expect(editor.log.lines.join("\n")).toContain(`${OLD} could not be deleted: EBUSY`);
    });
    expect(single(await end(), "telemetry.retention")["measurements"]).toMatchObject({
      deleted_files: 0,
      failures: 1,
    });
  });

  it("runs when the session starts another file", async () => {
    const { editor, directory, end, eventually } = await startExtension({
      prepare: writeOldStore,
      local: { maxFileBytes: 4_096, flushBatchSize: 1 },
    });
    for (let count = 0; count < 20; count++) await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    await end();
  });

  it("does not delete by age what this session wrote before its clock was corrected", async () => {
    const nextSession = "telemetry-2026-08-27-bbbbbbbb.jsonl";
    const { editor, clock, directory, pass, end, eventually } = await startExtension({
      local: { flushBatchSize: 1 },
      prepare: async (_, folder) => {
        for (const name of [OLD, nextSession]) {
          await writeFile(join(folder, name), toFile(makeEvents(3, name.slice(10, 20))));
          await utimes(join(folder, name), new Date(0), new Date("2026-08-26T12:00:00.000Z"));
        }
      },
    });
    const writtenOn = async (day: string) =>
      (await readdir(directory)).filter((name) => name.includes(day) && !name.includes("bbbbbbbb"));
    await eventually(async () => {
      expect(await writtenOn(TODAY)).toHaveLength(1);
    });
    clock.set("2026-08-28T09:00:00.000Z");
    await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      expect(await writtenOn("2026-08-28")).toHaveLength(1);
    });
    pass(10_000);
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    expect(await writtenOn(TODAY)).toHaveLength(1);
    await end();
  });

  it("still deletes by age while recording is off", async () => {
    const { clock, scheduler, directory, pass, end, eventually } = await startExtension({
      level: "off",
      prepare: async (_, folder) => {
        await writeFile(join(folder, OLD), toFile(makeEvents(3, "2026-05-20")));
        await utimes(join(folder, OLD), new Date(0), new Date("2026-05-20T12:00:00.000Z"));
      },
    });
    pass(10_000);
    await eventually(() => {
      expect(scheduler.delaysMs).toContain(6 * 3_600_000);
    });
    expect(await readdir(directory)).toEqual([OLD]);
    clock.advance(DAY_MS);
    scheduler.advance(6 * 3_600_000);
    await eventually(async () => {
      expect(await readdir(directory)).toEqual([]);
    });
    await end();
  });

  it("logs that the folder cannot be read", async () => {
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "readdir" ? Promise.reject(systemError("EIO")) : proceed(),
    );
    const { editor, pass, end, eventually } = await startExtension({ fs: broken });
    pass(10_000);
    await eventually(() => {
      expect(editor.log.lines.join("\n")).toMatch(/Could not clean up old telemetry in /);
    });
    await end();
  });

  it("keeps the file of this session, however small the limits", async () => {
    const { editor, directory, end, eventually } = await startExtension({
      local: { flushBatchSize: 1, maxTotalBytes: 4_096, maxFileBytes: 4_096 },
    });
    for (let count = 0; count < 40; count++) await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      const names = await readdir(directory);
      expect(names.length).toBeGreaterThan(0);
      expect(names).not.toContain(names.find((name) => /^[^.]*\.jsonl$/.test(name)) ?? "none");
    });
    await end();
    expect((await readdir(directory)).length).toBeGreaterThan(0);
  });
});

describe("a pause", () => {
  it("that is active at startup suppresses all events until it ends", async () => {
    const { editor, pass, end, eventually } = await startExtension({
      prepare: pausedUntil(NOW_MS + 60_000),
    });
    await eventually(() => {
      expect(editor.statusBar.shown?.recording.state).toBe("paused");
    });
    await editor.run("coder.openTelemetryPanel");
    pass(60_000);
    expect(editor.statusBar.shown?.recording).toEqual({ state: "on" });
    expect(namesOf(await end())).toEqual(["recording.resumed"]);
  });

  it("can be started and ended by commands, and is shown in the status bar and the Command Palette", async () => {
    const { editor, end } = await startExtension();
    await editor.run("coder.pauseTelemetryRecording");
    expect(editor.statusBar.shown?.recording).toEqual({
      state: "paused",
      untilMs: NOW_MS + 3_600_000,
    });
    expect(editor.pauseWindow.isPausedShown).toBe(true);
    await editor.run("coder.resumeTelemetryRecording");
    expect(editor.statusBar.shown?.recording).toEqual({ state: "on" });
    expect(namesOf(await end())).toEqual(
      expect.arrayContaining(["recording.paused", "recording.resumed"]),
    );
  });

  it("can be started and ended in the panel", async () => {
    const { editor, end, eventually } = await startExtension();
    await editor.run("coder.openTelemetryPanel");
    editor.panel?.client?.send("pauseRecording", {});
    await eventually(() => {
      expect(editor.statusBar.shown?.recording).toMatchObject({ state: "paused" });
    });
    editor.panel?.client?.send("resumeRecording", {});
    await eventually(() => {
      expect(editor.statusBar.shown?.recording).toEqual({ state: "on" });
    });
    await end();
  });
});

describe("the status bar", () => {
  it("shows the recording state at startup", async () => {
    const { editor, end } = await startExtension();
    expect(editor.statusBar.shown).toMatchObject({ recording: { state: "on" } });
    await end();
  });

  it("shows that writing fails, with the number of buffered events, until it succeeds", async () => {
    let isBroken = true;
    const disk = interceptFileSystem(fs, ({ name, path }, proceed) =>
      isBroken && name === "open" && path.includes(TODAY)
        ? Promise.reject(systemError("ENOSPC"))
        : proceed(),
    );
    const { editor, scheduler, end, eventually } = await startExtension({
      fs: disk,
      local: { flushBatchSize: 1 },
    });
    await eventually(() => {
      expect(editor.statusBar.shown?.recording).toMatchObject({ state: "failing" });
    });
    expect(editor.statusBar.shown?.bufferedEventCount).toBe(3);
    isBroken = false;
    scheduler.advance(1_000);
    await eventually(() => {
      expect(editor.statusBar.shown).toEqual({
        recording: { state: "on" },
        bufferedEventCount: 0,
      });
    });
    await end();
  });
});

describe("the panel", () => {
  it("shows the extension's own store and follows its changes", async () => {
    const { editor, directory, scheduler, watchers, end, eventually } = await startExtension();
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.source).toEqual({
      kind: "own",
      folder: directory,
      machine: "host",
      isReadOnly: false,
    });
    expect(watchers.folders).toEqual([directory]);
    let shownEventCount = 0;
    client?.on("snapshot", ({ totals }) => {
      shownEventCount = totals.eventCount;
    });
    await editor.run("coder.openTelemetryPanel");
    scheduler.advance(15_000);
    await eventually(() => {
      scheduler.advance(300);
      expect(shownEventCount).toBeGreaterThan(3);
    });
    await end();
  });

  it("is refreshed when the sink writes events", async () => {
    const { editor, end, eventually } = await startExtension({ local: { flushBatchSize: 1 } });
    const before = editor.panel?.refreshCount ?? 0;
    await eventually(() => {
      expect(editor.panel?.refreshCount).toBeGreaterThan(before);
    });
    await end();
  });

  it("also offers the store of the Coder extension, and remembers the selected one", async () => {
    const { editor, storage, end } = await startExtension({
      prepare: async (own) => {
        const coder = join(dirname(own), "coder.coder-remote", "telemetry");
        await fs.mkdir(coder, { recursive: true });
      },
    });
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.sources).toContainEqual({
      kind: "coder",
      folder: join(dirname(storage), "coder.coder-remote", "telemetry"),
    });
    await client?.request("selectSource", { kind: "coder" });
    expect(editor.remembered.get("panel.source")).toEqual({ kind: "coder" });
    await end();
  });

  it("saves its index beside the folder for the next window", async () => {
    const { editor, storage, end, eventually } = await startExtension({ prepare: writeOldStore });
    await editor.run("coder.openTelemetryPanel");
    await editor.panel?.client?.request("ready", {});
    await eventually(async () => {
      expect(await readFile(join(storage, "telemetry-index.jsonl"), "utf8")).toContain(OLD);
    });
    await end();
  });

  it("does not delete the file that this session is writing", async () => {
    const { editor, directory, end } = await startExtension({ prepare: writeOldStore });
    await editor.run("coder.openTelemetryPanel");
    editor.user.answer = () => Promise.resolve(true);
    const client = editor.panel?.client;
    await client?.request("countRange", { range: { kind: "allTime" }, nowMs: NOW_MS });
    const [own = ""] = (await readdir(directory)).filter((name) => name.includes(TODAY));
    await utimes(join(directory, own), new Date(0), new Date(NOW_MS - 2 * DAY_MS));
    await client?.request("deleteRecorded", { target: { kind: "everything" } });
    const names = await readdir(directory);
    expect(names).toEqual([expect.stringContaining(TODAY)]);
    await end();
  });
});

describe("the panel of an editor without local storage", () => {
  it("does not access the path of the storage on this machine", async () => {
    const { editor, storage, directory, watchers, end } = await startExtension({
      isLocal: false,
      prepare: async (own, telemetry) => {
        await writeOldStore(own, telemetry);
        const coder = join(dirname(own), "coder.coder-remote", "telemetry");
        await fs.mkdir(coder, { recursive: true });
      },
    });
    editor.user.answer = () => Promise.resolve(true);
    const before = await readdir(storage, { recursive: true });
    await editor.run("coder.openTelemetryPanel");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.totals.fileCount).toBe(0);
    expect(snapshot?.source).toEqual({ kind: "own", machine: "host", isReadOnly: true });
    expect(snapshot?.sources).toEqual([{ kind: "own" }]);
    expect(watchers.folders).toEqual([]);
    const view = { range: { kind: "allTime" }, nowMs: NOW_MS } as const;
    await expect(client?.request("countRange", view)).resolves.toMatchObject({ eventCount: 0 });
    await expect(client?.request("preview", { view, format: "json" })).rejects.toThrow(
      "Telemetry is not stored on this machine.",
    );
    await client?.request("deleteRecorded", { target: { kind: "everything" } });
    await end();
    expect(await readdir(storage, { recursive: true })).toEqual(before);
    expect(await readdir(directory)).not.toEqual([]);
  });

  it("shows an opened telemetry folder", async () => {
    const other = await makeStoreFolder({ [YESTERDAY]: makeEvents(2, "2026-06-27") });
    const { editor, end } = await startExtension({ isLocal: false });
    editor.user.folder = () => Promise.resolve(other);
    await editor.run("coder.openTelemetryFolder");
    const client = editor.panel?.client;
    const { snapshot } = (await client?.request("ready", {})) ?? {};
    expect(snapshot?.source).toMatchObject({ kind: "folder", folder: other });
    await client?.request("selectSource", { kind: "own" });
    await end();
  });
});

describe("the commands", () => {
  it("open a telemetry folder in the panel", async () => {
    const other = await makeStoreFolder({ [YESTERDAY]: makeEvents(2, "2026-06-27") });
    const { editor, end } = await startExtension();
    editor.user.folder = () => Promise.resolve(other);
    await editor.run("coder.openTelemetryFolder");
    const { snapshot } = (await editor.panel?.client?.request("ready", {})) ?? {};
    expect(snapshot?.source).toMatchObject({ kind: "folder", folder: other, isReadOnly: true });
    await end();
  });

  it("export the extension's own store, including buffered events", async () => {
    const { editor, storage, end } = await startExtension({ prepare: writeOldStore });
    const path = join(storage, "export.json");
    editor.user.range = { kind: "allTime" };
    editor.user.format = "json";
    editor.user.exportPath = () => Promise.resolve(path);
    await editor.run("coder.exportTelemetry");
    const exported = JSON.parse(await readFile(path, "utf8")) as readonly object[];
    expect(exported).toHaveLength(3 + 3 + 3);
    expect(single(await end(), "export")["properties"]).toMatchObject({ surface: "command" });
  });

  it("delete the extension's own store, except the file of this session", async () => {
    const { editor, directory, end, eventually } = await startExtension({
      prepare: writeOldStore,
      local: { flushBatchSize: 1 },
    });
    await eventually(async () => {
      expect(await readdir(directory)).toHaveLength(3);
    });
    // The file looks old, but it is kept because it belongs to this session.
    const [own = ""] = (await readdir(directory)).filter((name) => name.includes(TODAY));
    await utimes(join(directory, own), new Date(0), new Date(NOW_MS - 2 * DAY_MS));
    editor.user.answer = () => Promise.resolve(true);
    await editor.run("coder.deleteTelemetry");
    expect(await readdir(directory)).toEqual([expect.stringContaining(TODAY)]);
    await end();
  });

  it.each(["coder.exportTelemetry", "coder.deleteTelemetry"] as const)(
    "fail with a message if nothing is stored on this machine (%s)",
    async (command) => {
      const { editor, end } = await startExtension({ isLocal: false });
      await expect(editor.run(command)).rejects.toThrow("not stored on this machine");
      await end();
    },
  );
});

it("deactivation disposes timers, watches, the status bar, the panel, and listeners", async () => {
  const { editor, scheduler, end } = await startExtension();
  expect(editor.pauseWindow.watched.size).toBe(1);
  await end();
  expect(scheduler.delaysMs).toEqual([]);
  expect(editor.pauseWindow.watched.size).toBe(0);
  expect(editor.pauseWindow.focusListeners.size).toBe(0);
  expect(editor.statusBar.isDisposed).toBe(true);
  expect(editor.panel?.isDisposed).toBe(true);
  await expect(editor.run("coder.openTelemetryPanel")).rejects.toThrow("is not registered");
  editor.changeSetting(LEVEL_SETTING, "off");
  editor.changeSetting(LOCAL_SINK_SETTING, { maxAgeDays: 1 });
  expect(scheduler.delaysMs).toEqual([]);
});

it("commands, the panel, and recording work while the disk does not respond", async () => {
  const opened = Promise.withResolvers<undefined>();
  const disk = interceptFileSystem(fs, async ({ name, path }, proceed) => {
    if (name === "open" && path.endsWith("recording-pause.json")) await opened.promise;
    return proceed();
  });
  const { editor, end } = await startExtension({ fs: disk, isDiskSlow: true });
  await editor.run("coder.openTelemetryPanel");
  expect(editor.panel?.session).toBeDefined();
  opened.resolve(undefined);
  expect(namesOf(await end())).toContain("command.invoked");
});

describe("the end of a window whose disk does not answer", () => {
  /** How long `deactivate` takes, in milliseconds; the disk's calls that are held hang for ever. */
  async function msToDeactivate(isHeld: (call: FileCall) => boolean, lifetimeMs = 0) {
    const disk = interceptFileSystem(fs, (call, proceed) =>
      isHeld(call) ? new Promise(() => undefined) : proceed(),
    );
    const extension = await startExtension({ fs: disk, isDiskSlow: true });
    extension.pass(lifetimeMs);
    await settled();
    const end = { isOver: false };
    const ended = extension.telemetry.deactivate().then(() => (end.isOver = true));
    extension.editor.disposeOwned();
    await settled();
    let passedMs = 0;
    for (; !end.isOver && passedMs < 10_000; passedMs += 50) {
      extension.pass(50);
      await settled();
    }
    await ended;
    return { passedMs, extension };
  }

  const isPauseFile = ({ path }: FileCall) => path.endsWith("recording-pause.json");
  const isEventFile = ({ path }: FileCall) => path.includes(TODAY);

  it("comes after 1.5 s where it is not even known whether recording is paused", async () => {
    const { passedMs, extension } = await msToDeactivate(isPauseFile);
    expect(passedMs).toBe(1_500);
    expect(await readdir(extension.directory)).toEqual([]);
    expect(extension.editor.log.lines).toEqual([
      "[warning] 3 telemetry events were discarded: the window closed before it was known whether " +
        "recording is paused.",
    ]);
    expect(extension.editor.log.isClosed).toBe(true);
  });

  it("comes after 1.5 s where that becomes known late, and then nothing can be written", async () => {
    const { passedMs, extension } = await msToDeactivate(
      (call) => isPauseFile(call) || isEventFile(call),
      // The window records without an answer after 2 s, half a second after it begins to close.
      1_500,
    );
    expect(passedMs).toBe(1_500);
    expect(extension.editor.log.lines).toContainEqual(
      expect.stringContaining("3 telemetry events may be lost"),
    );
  });

  it("comes after 1.5 s where nothing can be written", async () => {
    const { passedMs } = await msToDeactivate(isEventFile);
    expect(passedMs).toBe(1_500);
  });

  it("leaves no event behind where the disk answers after that", async () => {
    const opened = Promise.withResolvers<undefined>();
    const disk = interceptFileSystem(fs, async (call, proceed) => {
      if (isPauseFile(call)) await opened.promise;
      return proceed();
    });
    const { telemetry, pass, directory, editor } = await startExtension({
      fs: disk,
      isDiskSlow: true,
    });
    const ended = telemetry.deactivate();
    editor.disposeOwned();
    pass(1_500);
    await ended;
    opened.resolve(undefined);
    pass(10_000);
    await settled();
    expect(await readdir(directory)).toEqual([]);
  });
});

/** What one call led to has begun its next one by then. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
}
