import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Recording, Snapshot } from "../../../shared/protocol/values.ts";
import { describeLocalTime } from "../../../webview/format/instants.ts";
import { PanelHeader } from "../../../webview/header/PanelHeader.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { snapshotWith } from "../snapshots.ts";

const untilMs = Date.UTC(2026, 10, 20, 11, 49);
const FAILING: Recording = { state: "failing", reason: "ENOSPC: no space left on device" };

function show(given: Partial<Snapshot>): ScriptedHost {
  const host = createScriptedHost({});
  render(
    <HostContext.Provider value={host.client}>
      <PanelHeader snapshot={snapshotWith(given)} />
    </HostContext.Provider>,
  );
  return host;
}

describe("the state of the recording", () => {
  it.each<[Recording, string]>([
    [{ state: "on" }, "Recording on this machine"],
    [{ state: "off" }, "Recording is off (setting coder.telemetry.level)"],
    [{ state: "paused", untilMs }, `Paused until ${describeLocalTime(untilMs)} (local time)`],
    [FAILING, "Not recorded: ENOSPC: no space left on device"],
    [{ state: "unavailable" }, "This window has no local storage, so nothing is recorded"],
  ])("%o is said in words", (recording, text) => {
    show({ recording });
    expect(screen.getByRole("status").textContent).toBe(text);
  });

  it.each([
    [1, "1 event waits in memory"],
    [12, "12 events wait in memory"],
  ])("tells of %d waiting events apart, so that their number is not read out", (count, text) => {
    show({ recording: FAILING, bufferedEventCount: count });
    expect(screen.getByText(text)).toBeDefined();
    expect(screen.getByRole("status").textContent).not.toContain("memory");
  });

  it("is not told beside another folder, which it is not about", () => {
    const source = { kind: "coder", folder: "/c", machine: "devbox", isReadOnly: true } as const;
    show({ source, recording: FAILING, bufferedEventCount: 2, droppedEventCount: 2 });
    expect(screen.queryByRole("status")).toBeNull();
    expect(screen.queryByText("Lost")).toBeNull();
    expect(screen.queryByText("Waiting to be written")).toBeNull();
  });
});

describe("the actions beside it", () => {
  it.each<[Recording, string, string]>([
    [{ state: "on" }, "Pause for an hour", "pauseRecording"],
    [{ state: "on" }, "Settings", "openSettings"],
    [{ state: "off" }, "Settings", "openSettings"],
    [{ state: "paused", untilMs }, "Resume", "resumeRecording"],
    [FAILING, "Show Log", "showLog"],
  ])("in the state %o: %s", async (recording, title, method) => {
    const host = show({ recording });
    await userEvent.click(screen.getByText(title));
    expect(host.told).toEqual([{ method, params: {} }]);
  });

  it.each<[Recording, string]>([
    [{ state: "off" }, "Pause for an hour"],
    [FAILING, "Pause for an hour"],
    [{ state: "on" }, "Show Log"],
    [{ state: "unavailable" }, "Settings"],
  ])("in the state %o are without what would do nothing: %s", (recording, title) => {
    show({ recording });
    expect(screen.queryByText(title)).toBeNull();
  });
});
