import { promises as fs } from "node:fs";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { createDeleteCommand } from "../../../extension/commands/deleteCommand.ts";
import { CollectingLog } from "../../support/collectingLog.ts";
import { makeEvents } from "../../support/events.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { ScriptedUser } from "../../support/scriptedUser.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";
import { createExtensionRecorder, NOW_MS } from "../../support/extensionRecorder.ts";

const OLD = "telemetry-2026-06-01-aaaaaaaa.jsonl";
const OWN = "telemetry-2026-06-03-ffffffff.jsonl";

/** The command with a store of a file of the past and one of this session. */
async function makeCommand(fileSystem: FileSystem = fs, isLocal = true) {
  const directory = await makeStoreFolder({
    [OLD]: makeEvents(3, "2026-06-01"),
    [OWN]: makeEvents(2, "2026-06-03"),
  });
  await utimes(join(directory, OLD), new Date(0), new Date(NOW_MS - 2 * 86_400_000));
  const { recorder, sink, clock } = createExtensionRecorder();
  const log = new CollectingLog();
  const user = new ScriptedUser(fileSystem);
  const command = createDeleteCommand({
    recorder,
    directory: isLocal ? directory : undefined,
    indexCache: {
      load: () => Promise.resolve(undefined),
      save: () => Promise.resolve(),
    },
    fs: fileSystem,
    clock,
    session8: "ffffffff",
    log,
    user,
  });
  let isAborted = false;
  return {
    sink,
    log,
    user,
    remaining: async () => (await readdir(directory)).sort(),
    run: async () => {
      await command({ markAborted: () => (isAborted = true) });
      return { isAborted };
    },
  };
}

describe("the command that deletes all recorded telemetry", () => {
  it("fails if telemetry is not stored on this machine", async () => {
    const { remaining, run } = await makeCommand(fs, false);
    await expect(run()).rejects.toThrow("Telemetry is not stored on this machine");
    expect(await remaining()).toEqual([OLD, OWN]);
  });

  it("deletes it once the user has confirmed that, and says what it did", async () => {
    const { sink, user, remaining, run } = await makeCommand();
    user.answer = () => Promise.resolve(true);
    expect(await run()).toEqual({ isAborted: false });
    expect(await remaining()).toEqual([OWN]);
    expect(user.questions.map(({ message }) => message)).toEqual([
      "Delete 1 file (3 events) from 2026-06-01 (UTC)?",
    ]);
    expect(user.done).toEqual([
      ["show busy", "Counting recorded telemetry…"],
      ["show information", "Deleted 1 file (3 events). Kept 1 file that may still be in use."],
    ]);
    expect(sink.single("telemetry.deleted").measurements["deleted_events"]).toBe(3);
  });

  it("deletes nothing where the user does not confirm, and is recorded as aborted", async () => {
    const { sink, remaining, run } = await makeCommand();
    expect(await run()).toEqual({ isAborted: true });
    expect(await remaining()).toEqual([OLD, OWN]);
    expect(sink.events).toEqual([]);
  });

  it("shows an error with the way to the log where a file cannot be deleted", async () => {
    const { log, user, remaining, run } = await makeCommand(
      interceptFileSystem(fs, ({ name }, proceed) =>
        name === "unlink" ? Promise.reject(systemError("EBUSY")) : proceed(),
      ),
    );
    user.answer = () => Promise.resolve(true);
    await run();
    expect(await remaining()).toEqual([OLD, OWN]);
    expect(user.done.at(-1)?.[0]).toBe("show error");
    expect(log.lines.join("\n")).toContain(`${OLD} could not be deleted: EBUSY`);
  });

  it("asks nothing where the folder cannot be read", async () => {
    const { user, run } = await makeCommand(
      interceptFileSystem(fs, ({ name }, proceed) =>
        name === "readdir" ? Promise.reject(systemError("EACCES")) : proceed(),
      ),
    );
    await expect(run()).rejects.toThrow("EACCES");
    expect(user.questions).toEqual([]);
  });
});
