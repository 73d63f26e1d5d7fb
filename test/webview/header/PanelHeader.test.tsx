import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { Snapshot } from "../../../shared/protocol/values.ts";
import { PanelHeader } from "../../../webview/header/PanelHeader.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { findViolations } from "../accessibilityRules.ts";
import { dayCount } from "../dayFixture.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { snapshotWith, totalsWith } from "../snapshots.ts";

const FOLDER: Partial<Snapshot> = {
  source: { kind: "folder", folder: "C:\\cases\\42", machine: "devbox", isReadOnly: true },
  sources: [
    { kind: "own", folder: "/own" },
    { kind: "coder", folder: "/coder" },
    { kind: "folder", folder: "C:\\cases\\42" },
  ],
};

function show(changes: Partial<Snapshot> = {}, host = createScriptedHost({})): ScriptedHost {
  render(
    <HostContext.Provider value={host.client}>
      <PanelHeader snapshot={snapshotWith(changes)} />
    </HostContext.Provider>,
  );
  return host;
}

describe("the source in the header", () => {
  it("is named if there is only one", () => {
    show();
    expect(screen.getByText("This extension")).toBeDefined();
    expect(screen.queryByText("Read-only")).toBeNull();
  });

  it("is named after an opened folder, and marked as read-only", () => {
    show(FOLDER);
    expect(screen.getByText("Folder 42")).toBeDefined();
    expect(screen.getByText("Read-only")).toBeDefined();
  });

  it("can be switched", async () => {
    const host = show(FOLDER, createScriptedHost({ selectSource: () => Promise.resolve({}) }));
    selectSource("coder");
    await expect
      .poll(() => host.requests)
      .toEqual([{ method: "selectSource", params: { kind: "coder" } }]);
  });

  it("shows why it cannot be switched", async () => {
    const refuse = () => Promise.reject(new ProtocolError("notFound", "The folder is gone."));
    show(FOLDER, createScriptedHost({ selectSource: refuse }));
    selectSource("own");
    expect((await screen.findByRole("alert")).textContent).toContain("The folder is gone.");
  });

  it("can be another folder, selected in a dialog of the host", async () => {
    const host = show({}, createScriptedHost({ chooseFolder: () => Promise.resolve({}) }));
    await userEvent.click(screen.getByText("Open Telemetry Folder…"));
    expect(host.requests).toEqual([{ method: "chooseFolder", params: {} }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows its path and machine, and can be revealed", async () => {
    const host = show();
    expect(screen.getByText("/home/dana/telemetry on devbox")).toBeDefined();
    await userEvent.click(screen.getByText("Reveal Folder"));
    expect(host.commands).toEqual([{ method: "openFolder", params: {} }]);
  });
});

describe("reading the folder", () => {
  it("shows its progress", () => {
    show({ index: { state: "reading", readFileCount: 120, fileCount: 240 } });
    const bar = screen.getByRole("progressbar", { name: "Reading telemetry files" });
    expect(bar.textContent).toBe("Reading 120 of 240 files…");
    expect([bar.ariaValueNow, bar.ariaValueMax]).toEqual(["120", "240"]);
  });

  it("shows why it failed, and can be retried", async () => {
    const host = show(
      { index: { state: "failed", message: "EACCES" } },
      createScriptedHost({ selectSource: () => Promise.resolve({}) }),
    );
    expect(screen.getByRole("alert").textContent).toContain(
      "Could not read the telemetry folder (EACCES).",
    );
    await userEvent.click(screen.getByText("Try Again"));
    expect(host.requests).toEqual([{ method: "selectSource", params: { kind: "own" } }]);
  });
});

describe("the focus", () => {
  it("moves to the title when a retry succeeds", async () => {
    const host = createScriptedHost({ selectSource: () => Promise.resolve({}) });
    const pageOf = (snapshot: Snapshot) => (
      <HostContext.Provider value={host.client}>
        <PanelHeader snapshot={snapshot} />
      </HostContext.Provider>
    );
    const { rerender } = render(
      pageOf(snapshotWith({ index: { state: "failed", message: "EACCES" } })),
    );
    screen.getByText("Try Again").focus();
    await userEvent.keyboard("{Enter}");
    rerender(pageOf(snapshotWith()));
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  it("stays on the button while the host shows its dialog", async () => {
    const host = show({}, createScriptedHost({ chooseFolder: () => new Promise(() => undefined) }));
    const button = screen.getByText("Open Telemetry Folder…");
    button.focus();
    button.click();
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(button);
    button.click();
    expect(host.requests).toHaveLength(1);
  });
});

describe("the whole header", () => {
  it.each([
    ["of a healthy store", { days: [dayCount("2026-11-17", 1)] }],
    ["of a folder", FOLDER],
    [
      "with every problem",
      {
        recording: { state: "failing", reason: "ENOSPC" },
        bufferedEventCount: 2,
        droppedEventCount: 1,
        index: { state: "failed", message: "EACCES" },
        totals: totalsWith({ skippedLineCount: 1, unreadFileCount: 1, misfiledEventCount: 1 }),
      },
    ],
    ["while the folder is read", { index: { state: "reading", readFileCount: 1, fileCount: 2 } }],
  ] satisfies [string, Partial<Snapshot>][])(
    "%s has no accessibility violations",
    async (_, changes) => {
      show(changes);
      expect(await findViolations(document.body)).toEqual([]);
    },
  );
});

function selectSource(kind: string): void {
  const dropdown = document.querySelector("vscode-dropdown");
  if (dropdown === null) throw new Error("There is no source dropdown.");
  Object.assign(dropdown, { value: kind });
  dropdown.dispatchEvent(new Event("change", { bubbles: true }));
}
