import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namesOf, NOW_MS, startExtension } from "./telemetryTestbed.ts";

function pausedUntil(untilMs: number) {
  return async (storage: string) => {
    await writeFile(join(storage, "recording-pause.json"), JSON.stringify({ untilMs }));
  };
}

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
