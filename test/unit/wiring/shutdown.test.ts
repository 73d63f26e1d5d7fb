import { promises as fs } from "node:fs";
import { readdir } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../../../extension/recording/settingNames.ts";
import { interceptFileSystem, type FileCall } from "../../support/interceptedFileSystem.ts";
import { startExtension, TODAY } from "./telemetryTestbed.ts";

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

describe("deactivation while the disk does not respond", () => {
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

  it("completes within 1.5 s if the pause state is still unknown", async () => {
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
