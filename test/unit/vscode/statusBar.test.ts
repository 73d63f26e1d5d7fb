import { beforeEach, describe, expect, it, vi } from "vitest";
import { recordingStatus } from "../../../extension/actions/recordingStatus.ts";
import { StatusBar } from "../../../extension/vscode/statusBar.ts";
import type { FakeStatusBarItem } from "../../support/fakeHost.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

/** In the time zone of the machine that the test runs on, whichever it is. */
const UNTIL_MS = new Date(2026, 5, 28, 11, 49).getTime();

beforeEach(() => {
  resetFake();
});

function create(remoteHost?: string): { statusBar: StatusBar; item: FakeStatusBarItem } {
  const statusBar = new StatusBar(remoteHost);
  const [item] = fake.statusBarItems;
  if (item === undefined) throw new Error("There is no status bar item");
  return { statusBar, item };
}

describe("the status bar item", () => {
  it("is hidden at first, on the right, and has a name for the menu that hides it", () => {
    const { item } = create();
    expect(item.isShown).toBe(false);
    expect(item.alignment).toBe(2);
    expect(item.name).toBe("Coder Telemetry");
  });

  it.each([{ state: "on" }, { state: "off" }, { state: "unavailable" }] as const)(
    "is hidden again where recording is $state",
    (recording) => {
      const { statusBar, item } = create();
      statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
      statusBar.update(recording, 7);
      expect(item.isShown).toBe(false);
    },
  );

  it("says until when recording is paused, without a warning", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 3);
    expect(item.isShown).toBe(true);
    expect(item.text).toMatch(/^\$\(debug-pause\) Telemetry paused until 11:49(\sAM)?$/);
    expect(item.backgroundColor).toBeUndefined();
  });

  it.each([
    [
      undefined,
      "Telemetry recording is paused in all windows on this machine. Windows connected to remote " +
        "hosts are paused separately.",
    ],
    [
      "devbox (ssh-remote)",
      "Telemetry recording is paused in all windows connected to devbox (ssh-remote). Other " +
        "windows are paused separately.",
    ],
  ])("says which windows are paused, and which are not (%s)", (remoteHost, tooltip) => {
    const { statusBar, item } = create(remoteHost);
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    expect(item.tooltip).toBe(tooltip);
  });

  it.each([
    ["of another machine", { remoteName: "ssh-remote" }],
    ["of a browser", { isDesktop: false }],
  ])("names the time zone in a window %s", (_, where) => {
    const { statusBar, item } = create();
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    const withoutZone = item.text;
    Object.assign(fake, where);
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    expect(item.text.startsWith(`${withoutZone} `)).toBe(true);
  });

  it("writes times and counts as the language of VS Code does", () => {
    fake.language = "ar-eg";
    const { statusBar, item } = create();
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    expect(item.text).toContain("١١:٤٩");
    statusBar.update({ state: "failing", reason: "full" }, 1_234);
    expect(item.tooltip).toContain((1_234).toLocaleString("ar-eg"));
  });

  it("writes them in some way where that language is none", () => {
    fake.language = "no_language";
    const { statusBar, item } = create();
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    expect(item.text).toContain("49");
  });

  it("warns where events cannot be written, with the error and how many wait", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "failing", reason: "ENOSPC: no space left on device" }, 12);
    expect(item.isShown).toBe(true);
    expect(item.text).toBe("$(warning) Telemetry not recorded");
    expect(item.tooltip).toContain("ENOSPC: no space left on device");
    expect(item.tooltip).toContain("12");
    expect(item.backgroundColor).toEqual({ id: "statusBarItem.warningBackground" });
  });

  it("takes the warning's colour off when it only tells of a pause", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "failing", reason: "full" }, 1);
    statusBar.update({ state: "paused", untilMs: UNTIL_MS }, 0);
    expect(item.backgroundColor).toBeUndefined();
  });

  it("never makes icons or links out of an error", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "failing", reason: "$(zap) [x](command:evil)" }, 1);
    expect(item.text).not.toContain("zap");
    expect(typeof item.tooltip).toBe("string");
  });

  it("reads the text and what it means to screen readers, without the icon", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "failing", reason: "full" }, 1);
    expect(item.accessibilityInformation).toEqual({
      label: `Telemetry not recorded. ${String(item.tooltip)}`,
    });
  });

  it("opens the panel", () => {
    expect(create().item.command).toMatchObject({ command: "coder.openTelemetryPanel" });
  });

  it("is gone once it is disposed", () => {
    const { statusBar, item } = create();
    statusBar.update({ state: "failing", reason: "full" }, 1);
    statusBar.dispose();
    expect(item.isShown).toBe(false);
  });
});

describe("what a user should know of recording", () => {
  const paused = { state: "paused", untilMs: UNTIL_MS } as const;

  it.each([{ state: "on" }, { state: "off" }, paused] as const)(
    "is its state ($state) while events can be written",
    (state) => {
      expect(recordingStatus(state, { ok: true })).toEqual(state);
    },
  );

  it("is first of all that events cannot be written, also during a pause", () => {
    const health = { ok: false, error: new Error("ENOSPC"), pendingEvents: 3 } as const;
    expect(recordingStatus(paused, health)).toEqual({ state: "failing", reason: "ENOSPC" });
  });

  it("is that nothing can be recorded where there is no sink", () => {
    expect(recordingStatus({ state: "on" }, undefined)).toEqual({ state: "unavailable" });
  });
});
