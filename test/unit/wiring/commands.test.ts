import { promises as fs } from "node:fs";
import { readdir, readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../shared/days.ts";
import { makeEvents } from "../../support/events.ts";
import { interceptFileSystem } from "../../support/interceptedFileSystem.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";
import { writeOldStore, YESTERDAY } from "./oldStore.ts";
import { namesOf, NOW_MS, single, startExtension, TODAY } from "./telemetryTestbed.ts";

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
