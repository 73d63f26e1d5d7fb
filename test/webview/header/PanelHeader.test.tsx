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

function show(given: Partial<Snapshot> = {}, host = createScriptedHost({})): ScriptedHost {
  render(
    <HostContext.Provider value={host.client}>
      <PanelHeader snapshot={snapshotWith(given)} />
    </HostContext.Provider>,
  );
  return host;
}

describe("the source in the header", () => {
  it("is named where there is no other", () => {
    show();
    expect(screen.getByText("This extension")).toBeDefined();
    expect(screen.queryByText("Read-only")).toBeNull();
  });

  it("is named by the last part of a chosen folder, and said to be read-only", () => {
    show(FOLDER);
    expect(screen.getByText("Folder 42")).toBeDefined();
    expect(screen.getByText("Read-only")).toBeDefined();
  });

  it("can be switched", async () => {
    const host = show(FOLDER, createScriptedHost({ selectSource: () => Promise.resolve({}) }));
    chooseSource("coder");
    await expect
      .poll(() => host.asked)
      .toEqual([{ method: "selectSource", params: { kind: "coder" } }]);
  });

  it("that cannot be switched to is told with the reason", async () => {
    const refuse = () => Promise.reject(new ProtocolError("notFound", "The folder is gone."));
    show(FOLDER, createScriptedHost({ selectSource: refuse }));
    chooseSource("own");
    expect((await screen.findByRole("alert")).textContent).toContain("The folder is gone.");
  });

  it("can be a folder that the host asks for", async () => {
    const host = show({}, createScriptedHost({ chooseFolder: () => Promise.resolve({}) }));
    await userEvent.click(screen.getByText("Open Telemetry Folder…"));
    expect(host.asked).toEqual([{ method: "chooseFolder", params: {} }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is a path on a machine, which can be opened", async () => {
    const host = show();
    expect(screen.getByText("/home/dana/telemetry on devbox")).toBeDefined();
    await userEvent.click(screen.getByText("Reveal Folder"));
    expect(host.told).toEqual([{ method: "openFolder", params: {} }]);
  });
});

describe("the reading of the folder", () => {
  it("is told as far as it has come", () => {
    show({ index: { state: "reading", readFileCount: 120, fileCount: 240 } });
    const bar = screen.getByRole("progressbar", { name: "Reading telemetry files" });
    expect(bar.textContent).toBe("Reading 120 of 240 files…");
    expect([bar.ariaValueNow, bar.ariaValueMax]).toEqual(["120", "240"]);
  });

  it("that failed is told with the reason and can be tried again", async () => {
    const host = show(
      { index: { state: "failed", message: "EACCES" } },
      createScriptedHost({ selectSource: () => Promise.resolve({}) }),
    );
    expect(screen.getByRole("alert").textContent).toContain(
      "Could not read the telemetry folder (EACCES).",
    );
    await userEvent.click(screen.getByText("Try Again"));
    expect(host.asked).toEqual([{ method: "selectSource", params: { kind: "own" } }]);
  });
});

describe("the focus", () => {
  it("goes to the title where the folder is read after another try", async () => {
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

  it("stays on the button that asks for a folder while the host asks", async () => {
    const host = show({}, createScriptedHost({ chooseFolder: () => new Promise(() => undefined) }));
    const button = screen.getByText("Open Telemetry Folder…");
    button.focus();
    button.click();
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(button);
    button.click();
    expect(host.asked).toHaveLength(1);
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
    "%s breaks no accessibility rule",
    async (_, given) => {
      show(given);
      expect(await findViolations(document.body)).toEqual([]);
    },
  );
});

function chooseSource(kind: string): void {
  const dropdown = document.querySelector("vscode-dropdown");
  if (dropdown === null) throw new Error("There is no choice of sources.");
  Object.assign(dropdown, { value: kind });
  dropdown.dispatchEvent(new Event("change", { bubbles: true }));
}
