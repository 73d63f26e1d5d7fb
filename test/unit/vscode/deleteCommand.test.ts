import { promises as fs } from "node:fs";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { describe, expect, it, vi } from "vitest";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { createDeleteCommand } from "../../../extension/vscode/deleteCommand.ts";
import { makeEvents } from "../../support/events.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";
import { createExtensionRecorder, NOW_MS } from "./extensionRecorder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const OLD = "telemetry-2026-06-01-aaaaaaaa.jsonl";
const OWN = "telemetry-2026-06-03-ffffffff.jsonl";

/** The command with a store of a file of the past and one of this session. */
async function makeCommand(fileSystem: FileSystem = fs, isLocal = true) {
  resetFake();
  const directory = await makeStoreFolder({
    [OLD]: makeEvents(3, "2026-06-01"),
    [OWN]: makeEvents(2, "2026-06-03"),
  });
  await utimes(join(directory, OLD), new Date(0), new Date(NOW_MS - 2 * 86_400_000));
  const { recorder, sink, clock } = createExtensionRecorder();
  const saved: string[] = [];
  const command = createDeleteCommand({
    recorder,
    directory: isLocal ? directory : undefined,
    indexCache: {
      load: () => Promise.resolve(undefined),
      save: (text) => {
        saved.push(text);
        return Promise.resolve();
      },
    },
    fs: fileSystem,
    clock,
    session8: "ffffffff",
    log: vscode.window.createOutputChannel("test", { log: true }),
  });
  let isAborted = false;
  return {
    sink,
    remaining: async () => (await readdir(directory)).sort(),
    run: async () => {
      await command({ markAborted: () => (isAborted = true) } as never);
      return { isAborted };
    },
  };
}

describe("the command that deletes all recorded telemetry", () => {
  it("says so where telemetry is not stored on this machine", async () => {
    const { remaining, run } = await makeCommand(fs, false);
    await expect(run()).rejects.toThrow("telemetry is not stored on this machine");
    expect(await remaining()).toEqual([OLD, OWN]);
  });

  it("deletes it once the user has confirmed that, and says what it did", async () => {
    const { sink, remaining, run } = await makeCommand();
    fake.messageChoice = "Delete";
    expect(await run()).toEqual({ isAborted: false });
    expect(await remaining()).toEqual([OWN]);
    expect(fake.messages.map(({ message }) => message)).toEqual([
      "Delete 1 file with 3 events of 2026-06-01 (UTC)?",
      "Deleted 1 file with 3 events. 1 file stays, because it may still be written to.",
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
    const { remaining, run } = await makeCommand(
      interceptFileSystem(fs, ({ name }, proceed) =>
        name === "unlink" ? Promise.reject(systemError("EBUSY")) : proceed(),
      ),
    );
    fake.messageChoice = "Delete";
    await run();
    expect(await remaining()).toEqual([OLD, OWN]);
    expect(fake.messages.at(-1)).toMatchObject({ severity: "error", actions: ["Show Log"] });
    expect(fake.logLines.join("\n")).toContain(`${OLD} could not be deleted: EBUSY`);
  });

  it("asks nothing where the folder cannot be read", async () => {
    const { run } = await makeCommand(
      interceptFileSystem(fs, ({ name }, proceed) =>
        name === "readdir" ? Promise.reject(systemError("EACCES")) : proceed(),
      ),
    );
    await expect(run()).rejects.toThrow("EACCES");
    expect(fake.messages).toEqual([]);
  });
});
