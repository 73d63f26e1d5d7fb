import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { startExtension, TODAY } from "./telemetryTestbed.ts";

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
