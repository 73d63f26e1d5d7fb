import { promises as fs } from "node:fs";
import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COMMAND_IDS } from "../../../extension/recording/commandIds.ts";
import {
  LEVEL_SETTING,
  LOCAL_SINK_SETTING,
  SETTING_NAMES,
} from "../../../extension/recording/settingNames.ts";
import { createEditor } from "../../../extension/vscode/editor.ts";
import { createExtensionRecorder } from "../../support/extensionRecorder.ts";
import { FakeUri } from "../../support/fakeUri.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { handlersWith } from "../commands/commandHandlers.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

function makeEditor(
  storage = FakeUri.file("/storage/coder.coder-telemetry"),
  extensionKind: vscode.ExtensionKind = vscode.ExtensionKind.Workspace,
) {
  const kept = new Map<string, unknown>();
  const subscriptions: { dispose(): unknown }[] = [];
  const context = {
    subscriptions,
    extension: {
      id: "coder.coder-telemetry",
      extensionKind,
      packageJSON: { version: "1.2.3" },
    },
    extensionUri: vscode.Uri.file("/extension"),
    globalStorageUri: storage,
    workspaceState: {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => {
        kept.set(key, value);
        return Promise.resolve();
      },
    },
  };
  const editor = createEditor(context, {
    fs,
    clock: new ManualClock("2026-06-28T09:00:00.000Z"),
    machine: { name: "devbox", osType: "linux", osVersion: "6.1", hostArch: "x64" },
  });
  return { editor, subscriptions, kept };
}

describe("VS Code as the extension sees it", () => {
  it("says what it and the extension are", () => {
    const { editor } = makeEditor();
    expect(editor.extensionVersion).toBe("1.2.3");
    expect(editor.platform).toEqual({
      machineId: "machine",
      platformName: "Visual Studio Code",
      platformVersion: "1.105.0",
    });
  });

  it("says whether the storage is a folder of this machine", () => {
    const local = FakeUri.file("/storage/coder.coder-telemetry");
    expect(makeEditor(local).editor.storage).toMatchObject({ path: local.fsPath });
    const remote = FakeUri.parse("vscode-userdata:/User/globalStorage/coder.coder-telemetry");
    expect(makeEditor(remote).editor.storage).toMatchObject({
      path: undefined,
      name: remote.toString(),
    });
  });

  it.each([
    ["the user's machine", {}, "Workspace", undefined],
    ["a remote host", { remoteName: "ssh-remote" }, "Workspace", "devbox (ssh-remote)"],
    ["the user's machine, of a window on a remote host", { remoteName: "wsl" }, "UI", undefined],
    ["the server of a browser", { isDesktop: false }, "Workspace", "devbox"],
    [
      "a remote host, seen in a browser",
      { isDesktop: false, remoteName: "codespaces" },
      "Workspace",
      "devbox (codespaces)",
    ],
  ] as const)("names the host it runs on where that is %s", (_, host, kind, name) => {
    Object.assign(fake, host);
    const { editor } = makeEditor(undefined, vscode.ExtensionKind[kind]);
    expect(editor.remoteHost).toBe(name);
  });

  it("shows in the status bar which windows are paused", () => {
    fake.remoteName = "ssh-remote";
    const { editor } = makeEditor();
    editor.createStatusBar().update({ state: "paused", untilMs: 0 }, 0);
    expect(fake.statusBarItems[0]?.tooltip).toContain("connected to devbox (ssh-remote)");
  });

  it("reports the changes of each setting to those who asked for that one", () => {
    const { editor } = makeEditor();
    const changes: string[] = [];
    for (const name of SETTING_NAMES) editor.settings.onChanged(name, () => changes.push(name));
    fake.changeSetting(LEVEL_SETTING, { globalValue: "off" });
    expect(changes).toEqual([LEVEL_SETTING]);
    fake.changeSetting(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 7 } });
    expect(changes).toEqual([LEVEL_SETTING, LOCAL_SINK_SETTING]);
    expect(editor.settings.get(LEVEL_SETTING)).toBe("off");
  });

  it("remembers a value for the workspace, by its key", async () => {
    const { editor, kept } = makeEditor();
    await editor.workspaceState.at("one").set({ kind: "own" });
    expect(kept).toEqual(new Map([["one", { kind: "own" }]]));
    expect(editor.workspaceState.at("one").get()).toEqual({ kind: "own" });
    expect(editor.workspaceState.at("other").get()).toBeUndefined();
  });

  it("ends what it made, and what it was given, with the extension", () => {
    const { editor, subscriptions } = makeEditor();
    let isDisposed = false;
    editor.addDisposable({ dispose: () => (isDisposed = true) });
    editor.createPanel(() => {
      throw new Error("no panel is opened");
    });
    expect(fake.panels.serializers.has("coder.telemetryPanel")).toBe(true);
    expect(fake.documents.providers.size).toBe(1);
    for (const subscription of subscriptions) subscription.dispose();
    expect(isDisposed).toBe(true);
    expect(fake.panels.serializers.size).toBe(0);
    expect(fake.documents.providers.size).toBe(0);
  });

  it("does not take its own commands for those of another extension", () => {
    const { editor } = makeEditor();
    const commands = COMMAND_IDS.map((command) => ({ command }));
    const packageJSON = { contributes: { commands } };
    fake.extensions = [{ id: "coder.coder-telemetry", packageJSON }];
    const { recorder } = createExtensionRecorder();
    const registration = editor.registerCommands(handlersWith({}), recorder);
    expect(registration.registeredCount).toBe(COMMAND_IDS.length);
  });
});
