import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { Recording, Snapshot, SourceKind } from "../../../shared/protocol/values.ts";
import { EmptyState } from "../../../webview/empty/EmptyState.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { findViolations } from "../accessibilityRules.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { snapshotWith } from "../snapshots.ts";

function show(changes: Partial<Snapshot>, host = createScriptedHost({})): ScriptedHost {
  render(
    <HostContext.Provider value={host.client}>
      <main>
        <h1>Telemetry</h1>
        <EmptyState snapshot={snapshotWith(changes)} />
      </main>
    </HostContext.Provider>,
  );
  return host;
}

function sourceOf(kind: SourceKind): Snapshot["source"] {
  return { kind, folder: "/f", machine: "devbox", isReadOnly: kind !== "own" };
}

describe("the extension's own store while it is empty", () => {
  it("explains what will appear, where, and when", () => {
    show({ recording: { state: "on" } });
    const text = screen.getByRole("main").textContent;
    expect(text).toContain("files on devbox and appear here, by default within 15 seconds");
  });

  it.each<[Recording, string, string, string]>([
    [{ state: "on" }, "No telemetry yet", "Open Settings", "openSettings"],
    [{ state: "off" }, "Recording is off", "Open Settings", "openSettings"],
    [{ state: "paused", untilMs: 0 }, "No telemetry yet", "Resume", "resumeRecording"],
    [{ state: "failing", reason: "x" }, "Cannot write events to disk", "Show Log", "showLog"],
  ])(
    "shows in the state %o the title %s and the action %s",
    async (recording, title, action, method) => {
      const host = show({ recording });
      expect(screen.getByRole("heading", { level: 2 }).textContent).toBe(title);
      await userEvent.click(screen.getByText(action));
      expect(host.commands).toEqual([{ method, params: {} }]);
    },
  );

  it("shows why events cannot be written", () => {
    show({ recording: { state: "failing", reason: "ENOSPC" } });
    expect(
      screen.getByText(/Events are buffered in memory while Coder Telemetry retries\. .*ENOSPC/),
    ).toBeDefined();
  });

  it("offers to open a folder if this window has no storage", async () => {
    const host = createScriptedHost({ chooseFolder: () => Promise.resolve({}) });
    show({ recording: { state: "unavailable" } }, host);
    await userEvent.click(screen.getByText("Open Telemetry Folder…"));
    expect(host.requests).toEqual([{ method: "chooseFolder", params: {} }]);
  });
});

describe("another folder while it is empty", () => {
  it.each<[SourceKind, string, string]>([
    ["coder", "No telemetry from the Coder extension yet", "Open Telemetry Folder…"],
    ["folder", "No telemetry files in this folder", "Open Telemetry Folder…"],
  ])("of kind %s shows the title %s", async (kind, title, action) => {
    const host = createScriptedHost({ chooseFolder: () => Promise.resolve({}) });
    show({ source: sourceOf(kind), recording: { state: "off" } }, host);
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe(title);
    await userEvent.click(screen.getByText(action));
    expect(host.requests).toEqual([{ method: "chooseFolder", params: {} }]);
  });

  it("shows why another folder could not be opened", async () => {
    const chooseFolder = () => Promise.reject(new ProtocolError("io", "It cannot be read."));
    show({ source: sourceOf("folder") }, createScriptedHost({ chooseFolder }));
    await userEvent.click(screen.getByText("Open Telemetry Folder…"));
    expect((await screen.findByRole("alert")).textContent).toContain("It cannot be read.");
  });

  it("has no accessibility violations", async () => {
    show({ source: sourceOf("folder") });
    expect(await findViolations(document.body)).toEqual([]);
  });
});
