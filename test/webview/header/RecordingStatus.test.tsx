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

function show(changes: Partial<Snapshot>): ScriptedHost {
  const host = createScriptedHost({});
  render(
    <HostContext.Provider value={host.client}>
      <PanelHeader snapshot={snapshotWith(changes)} />
    </HostContext.Provider>,
  );
  return host;
}

describe("the recording status", () => {
  it.each<[Recording, string]>([
    [{ state: "on" }, "Recording to this machine"],
    [{ state: "off" }, "Recording is off (coder.telemetry.level)"],
    [{ state: "paused", untilMs }, `Paused until ${describeLocalTime(untilMs)} (local time)`],
    [FAILING, "Cannot write events to disk: ENOSPC: no space left on device"],
    [{ state: "unavailable" }, "Not recording in this window"],
  ])("describes %o", (recording, text) => {
    show({ recording });
    expect(screen.getByRole("status").textContent).toBe(text);
  });

  it.each([
    [1, "1 event is buffered in memory. Retrying…"],
    [12, "12 events are buffered in memory. Retrying…"],
  ])(
    "shows %d buffered events outside the live region, so their count is not announced",
    (count, text) => {
      show({ recording: FAILING, bufferedEventCount: count });
      expect(screen.getByText(text)).toBeDefined();
      expect(screen.getByRole("status").textContent).not.toContain("memory");
    },
  );

  it("is hidden for another folder", () => {
    const source = { kind: "coder", folder: "/c", machine: "devbox", isReadOnly: true } as const;
    show({ source, recording: FAILING, bufferedEventCount: 2, droppedEventCount: 2 });
    expect(screen.queryByRole("status")).toBeNull();
    expect(screen.queryByText("Dropped")).toBeNull();
    expect(screen.queryByText("Buffered")).toBeNull();
  });
});

describe("the actions beside the status", () => {
  it.each<[Recording, string, string]>([
    [{ state: "on" }, "Pause for an Hour", "pauseRecording"],
    [{ state: "on" }, "Open Settings", "openSettings"],
    [{ state: "off" }, "Open Settings", "openSettings"],
    [{ state: "paused", untilMs }, "Resume", "resumeRecording"],
    [FAILING, "Show Log", "showLog"],
  ])("in the state %o include %s", async (recording, title, method) => {
    const host = show({ recording });
    await userEvent.click(screen.getByText(title));
    expect(host.commands).toEqual([{ method, params: {} }]);
  });

  it.each<[Recording, string]>([
    [{ state: "off" }, "Pause for an Hour"],
    [FAILING, "Pause for an Hour"],
    [{ state: "on" }, "Show Log"],
    [{ state: "unavailable" }, "Open Settings"],
  ])("in the state %o do not include %s", (recording, title) => {
    show({ recording });
    expect(screen.queryByText(title)).toBeNull();
  });
});
