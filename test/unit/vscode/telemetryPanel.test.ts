import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PanelSession } from "../../../extension/panel/panelSession.ts";
import { PANEL_TYPE, TelemetryPanel } from "../../../extension/vscode/telemetryPanel.ts";
import type { Port } from "../../../shared/protocol/port.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { FakeWebviewPanel } from "../../support/fakeWebview.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

/** A panel whose sessions only note what they are told. */
function makePanel() {
  const told: string[] = [];
  const ports: Port[] = [];
  const panel = new TelemetryPanel(vscode.Uri.file("/extension"), (port) => {
    ports.push(port);
    const session: Pick<PanelSession, "hide" | "dispose" | "refreshSoon" | "showFolder"> = {
      hide: () => told.push("hide"),
      dispose: () => told.push("dispose"),
      refreshSoon: () => told.push("refreshSoon"),
      showFolder: (directory) => {
        told.push(`showFolder ${directory}`);
        return Promise.resolve();
      },
    };
    return session as PanelSession;
  });
  return { panel, told, ports };
}

function opened(index = 0): FakeWebviewPanel {
  const panel = fake.panels.opened[index];
  if (panel === undefined) throw new Error(`There are ${index} panels`);
  return panel;
}

function restored(): FakeWebviewPanel {
  return new FakeWebviewPanel(PANEL_TYPE, "Telemetry");
}

/** The fake has what the extension uses of a panel; its events and URIs are fakes as well. */
function asVscode(panel: FakeWebviewPanel): vscode.WebviewPanel {
  return panel as unknown as vscode.WebviewPanel;
}

describe("the panel", () => {
  it("is opened once and brought to the front after that", () => {
    const { panel } = makePanel();
    panel.reveal();
    panel.reveal();
    expect(fake.panels.opened).toHaveLength(1);
    expect(opened()).toMatchObject({ viewType: PANEL_TYPE, title: "Telemetry", revealCount: 1 });
  });

  it("lets its page run scripts and load files from the one folder", async () => {
    const { panel } = makePanel();
    const other = restored();
    panel.reveal();
    opened().dispose();
    await panel.deserializeWebviewPanel(asVscode(other));
    for (const { webview } of [opened(), other]) {
      expect(webview.options).toEqual({
        enableScripts: true,
        localResourceRoots: [vscode.Uri.file("/extension/dist/webview")],
      });
      expect(webview.html).toContain("default-src 'none'");
    }
  });

  it("keeps no page in memory that nobody sees", () => {
    makePanel().panel.reveal();
    expect(JSON.stringify(opened().creation)).not.toContain("retainContextWhenHidden");
    expect(JSON.stringify(opened().webview.options)).not.toContain("retainContextWhenHidden");
    expect(opened().creation).toEqual([vscode.ViewColumn.Active]);
  });

  it("tells its session that it is hidden, and nothing when it is shown", () => {
    const { panel, told } = makePanel();
    panel.reveal();
    opened().setVisible(false);
    opened().setVisible(true);
    expect(told).toEqual(["hide"]);
  });

  it("ends its session when it is closed, and is opened anew after that", () => {
    const { panel, told } = makePanel();
    panel.reveal();
    opened().dispose();
    panel.refreshSoon();
    expect(told).toEqual(["dispose"]);
    panel.reveal();
    expect(fake.panels.opened).toHaveLength(2);
  });

  it("is closed with the extension", () => {
    const { panel, told } = makePanel();
    panel.reveal();
    panel.dispose();
    expect(opened().isDisposed).toBe(true);
    expect(told).toEqual(["dispose"]);
  });

  it("passes on that something has changed, also where there is no panel", () => {
    const { panel, told } = makePanel();
    panel.refreshSoon();
    panel.reveal();
    panel.refreshSoon();
    expect(told).toEqual(["refreshSoon"]);
  });

  it("shows a folder, opening itself for that", async () => {
    const { panel, told } = makePanel();
    await panel.showFolder("/store");
    expect(fake.panels.opened).toHaveLength(1);
    expect(told).toEqual(["showFolder /store"]);
  });
});

describe("a panel of the window before", () => {
  it("is taken over, and brought to the front by the command", async () => {
    const { panel } = makePanel();
    const old = restored();
    await panel.deserializeWebviewPanel(asVscode(old));
    panel.reveal();
    expect(old.revealCount).toBe(1);
    expect(fake.panels.opened).toEqual([]);
  });

  it("is closed where there is a panel already, whose session goes on", async () => {
    const { panel, told } = makePanel();
    panel.reveal();
    const old = restored();
    await panel.deserializeWebviewPanel(asVscode(old));
    expect(old.isDisposed).toBe(true);
    expect(told).toEqual([]);
    panel.refreshSoon();
    expect(told).toEqual(["refreshSoon"]);
  });
});

describe("the port of the panel", () => {
  it("carries messages both ways until the listening ends", () => {
    const { panel, ports } = makePanel();
    panel.reveal();
    const { webview } = opened();
    const received: unknown[] = [];
    const stop = ports[0]?.listen((message) => received.push(message));
    webview.received.fire("one");
    stop?.();
    webview.received.fire("two");
    ports[0]?.post("three");
    expect(received).toEqual(["one"]);
    expect(webview.posted).toEqual(["three"]);
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("Webview is disposed"))],
    [
      "throws",
      () => {
        throw new Error("Webview is disposed");
      },
    ],
  ])("loses what cannot be delivered, where the editor %s", async (_, postMessage) => {
    const { panel, ports } = makePanel();
    panel.reveal();
    opened().webview.postMessage = postMessage;
    expect(() => ports[0]?.post("late")).not.toThrow();
    // A rejection that nobody handles fails the test at the next turn.
    await new Promise((resolve) => setImmediate(resolve));
  });
});
