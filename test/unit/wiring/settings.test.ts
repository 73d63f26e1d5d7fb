import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../../../extension/recording/settingNames.ts";
import { readPlainly } from "../../support/plainReader.ts";
import { namesOf, single, startExtension } from "./telemetryTestbed.ts";

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
