import { describe, expect, it } from "vitest";
import { promises as fs } from "node:fs";
import { createPauseCommands } from "../../../extension/commands/pauseCommands.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { ScriptedUser } from "../../support/scriptedUser.ts";
import { openWindow } from "../pausing/pausableRecordingFixture.ts";

describe("the commands that pause and resume", () => {
  it("do so", async () => {
    const { recording, recorder } = await openWindow(await makeScratchFolder());
    const user = new ScriptedUser(fs);
    const commands = createPauseCommands(recording, user);
    await commands["coder.pauseTelemetryRecording"]();
    expect(recorder.level).toBe("off");
    await commands["coder.resumeTelemetryRecording"]();
    expect(recorder.level).toBe("local");
    expect(user.done).toEqual([]);
  });

  it("point to the setting where recording is switched off there", async () => {
    const { recording } = await openWindow(await makeScratchFolder(), { level: "off" });
    const user = new ScriptedUser(fs);
    user.chooseAction = true;
    await createPauseCommands(recording, user)["coder.pauseTelemetryRecording"]();
    expect(user.done).toEqual([
      ["show information", "Telemetry recording is turned off in the settings."],
      ["open settings", "coder.telemetry.level"],
    ]);
    expect(recording.state).toEqual({ state: "off" });
  });
});
