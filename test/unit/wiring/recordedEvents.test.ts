import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { LEVEL_SETTING } from "../../../extension/recording/settingNames.ts";
import { readPlainly } from "../../support/plainReader.ts";
import { namesOf, single, startExtension } from "./telemetryTestbed.ts";

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
