import { beforeEach, describe, expect, it, vi } from "vitest";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createPauseCommands } from "../../../extension/vscode/pauseCommands.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { openWindow } from "./pausableRecordingFixture.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("the commands that pause and resume", () => {
  it("do so", async () => {
    const { recording, recorder } = await openWindow(await makeScratchFolder());
    const commands = createPauseCommands(recording);
    await commands["coder.pauseTelemetryRecording"]();
    expect(recorder.level).toBe("off");
    await commands["coder.resumeTelemetryRecording"]();
    expect(recorder.level).toBe("local");
    expect(fake.messages).toEqual([]);
  });

  it("point to the settings where recording is switched off there", async () => {
    fake.messageChoice = "Open Settings";
    const { recording } = await openWindow(await makeScratchFolder(), { level: "off" });
    await createPauseCommands(recording)["coder.pauseTelemetryRecording"]();
    await nextTurn();
    expect(fake.messages).toMatchObject([
      { severity: "information", message: "Telemetry recording is switched off in the settings." },
    ]);
    expect(fake.executed).toContainEqual([
      "workbench.action.openSettings",
      "coder.telemetry.level",
    ]);
    expect(fake.contextKey("coder.telemetry.paused")).toBe(false);
  });
});
