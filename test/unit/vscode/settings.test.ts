import { beforeEach, describe, expect, it, vi } from "vitest";
import { EVENTS } from "../../../extension/recording/eventCatalog.ts";
import {
  LEVEL_SETTING,
  LOCAL_SINK_SETTING,
  SETTING_NAMES,
  type SettingName,
} from "../../../extension/recording/settingNames.ts";
import { userSettings } from "../../../extension/vscode/settings.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("the value of a setting", () => {
  it("is undefined if the user has not set it, whatever the default", () => {
    fake.settings.set(LEVEL_SETTING, { defaultValue: "local" });
    expect(userSettings.get(LEVEL_SETTING)).toBeUndefined();
  });

  it("is the user's own, even if a workspace and a folder have others", () => {
    fake.settings.set(LEVEL_SETTING, {
      globalValue: "off",
      workspaceValue: "local",
      workspaceFolderValue: "local",
    });
    expect(userSettings.get(LEVEL_SETTING)).toBe("off");
  });

  it("is not what a workspace or a folder sets", () => {
    fake.settings.set(LEVEL_SETTING, { workspaceValue: "off", workspaceFolderValue: "off" });
    expect(userSettings.get(LEVEL_SETTING)).toBeUndefined();
    fake.settings.set(LOCAL_SINK_SETTING, {
      workspaceValue: { maxAgeDays: 1, maxTotalBytes: 4096 },
      workspaceFolderValue: { flushIntervalMs: 1000 },
    });
    expect(userSettings.get(LOCAL_SINK_SETTING)).toBeUndefined();
  });
});

describe("a change of a setting", () => {
  function countChanges(name: SettingName): () => number {
    const callback = vi.fn();
    userSettings.onChanged(name, callback);
    return () => callback.mock.calls.length;
  }

  it("calls back when the user's own value has changed", () => {
    const changes = countChanges(LEVEL_SETTING);
    fake.changeSetting(LEVEL_SETTING, { globalValue: "off" });
    expect(changes()).toBe(1);
    fake.changeSetting(LEVEL_SETTING, {});
    expect(changes()).toBe(2);
  });

  it("does not call back when a workspace or a folder changes the setting", () => {
    fake.settings.set(LEVEL_SETTING, { globalValue: "local" });
    const changes = countChanges(LEVEL_SETTING);
    fake.changeSetting(LEVEL_SETTING, { globalValue: "local", workspaceValue: "off" });
    fake.changeSetting(LEVEL_SETTING, { globalValue: "local", workspaceFolderValue: "off" });
    expect(changes()).toBe(0);
  });

  it("does not call back when the value is set to what it is", () => {
    fake.settings.set(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 7 } });
    const changes = countChanges(LOCAL_SINK_SETTING);
    fake.changeSetting(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 7 } });
    expect(changes()).toBe(0);
  });

  it("sees a change of one field of an object", () => {
    fake.settings.set(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 7, bufferLimit: 50 } });
    const changes = countChanges(LOCAL_SINK_SETTING);
    fake.changeSetting(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 8, bufferLimit: 50 } });
    expect(changes()).toBe(1);
  });

  it("does not call back for another setting", () => {
    const changes = countChanges(LEVEL_SETTING);
    fake.settings.set(LEVEL_SETTING, { globalValue: "off" });
    fake.changeSetting("editor.fontSize", { globalValue: 12 });
    expect(changes()).toBe(0);
  });

  it("does not call back any more once it is disposed", () => {
    const callback = vi.fn();
    userSettings.onChanged(LEVEL_SETTING, callback).dispose();
    fake.changeSetting(LEVEL_SETTING, { globalValue: "off" });
    expect(callback).not.toHaveBeenCalled();
    expect(fake.configurationChanged.listeners.size).toBe(0);
  });
});

it("the catalog's event settings.changed knows every setting", () => {
  expect(EVENTS["settings.changed"].properties.setting.values).toEqual(SETTING_NAMES);
});
