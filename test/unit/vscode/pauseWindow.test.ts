import { beforeEach, describe, expect, it, vi } from "vitest";
import { createPauseWindow } from "../../../extension/vscode/pauseWindow.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("the window that is paused", () => {
  it("watches one file of a folder, however it changes, until that is ended", () => {
    let count = 0;
    const end = createPauseWindow().watchFile("/storage", "recording-pause.json", () => count++);
    const [watcher] = fake.fileWatchers;
    expect(watcher?.pattern).toMatchObject({
      baseUri: { fsPath: "/storage" },
      pattern: "recording-pause.json",
    });
    watcher?.created.fire(undefined);
    watcher?.changed.fire(undefined);
    watcher?.deleted.fire(undefined);
    expect(count).toBe(3);
    end();
    expect(watcher?.isDisposed).toBe(true);
  });

  it("says when it gets the focus, and not when it loses it, until that is ended", () => {
    let count = 0;
    const end = createPauseWindow().onFocused(() => count++);
    fake.windowStateChanged.fire({ focused: false });
    expect(count).toBe(0);
    fake.windowStateChanged.fire({ focused: true });
    expect(count).toBe(1);
    end();
    fake.windowStateChanged.fire({ focused: true });
    expect(count).toBe(1);
  });

  it.each([true, false])("offers the command that fits (paused: %s)", (isPaused) => {
    createPauseWindow().showPaused(isPaused);
    expect(fake.contextKey("coder.telemetry.paused")).toBe(isPaused);
  });
});
