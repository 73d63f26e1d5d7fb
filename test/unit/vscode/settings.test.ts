import { beforeEach, describe, expect, it, vi } from "vitest";
import { EVENTS } from "../../../extension/recording/eventCatalog.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING } from "../../../extension/recording/settingNames.ts";
import {
  LOCAL_SINK_FIELDS,
  parseLocalSinkConfig,
} from "../../../extension/store/localSinkConfig.ts";
import {
  onUserSettingChanged,
  readLevel,
  readLocalSinkConfig,
} from "../../../extension/vscode/settings.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const DEFAULTS = parseLocalSinkConfig(undefined).config;

let warnings: string[];
const warn = (message: string) => {
  warnings.push(message);
};

beforeEach(() => {
  resetFake();
  warnings = [];
});

describe("readLevel", () => {
  it("is local where the user has chosen nothing", () => {
    fake.settings.set(LEVEL_SETTING, { defaultValue: "local" });
    expect(readLevel(warn)).toBe("local");
    expect(warnings).toEqual([]);
  });

  it.each(["off", "local"] as const)("is what the user has chosen (%s)", (level) => {
    fake.settings.set(LEVEL_SETTING, { globalValue: level });
    expect(readLevel(warn)).toBe(level);
    expect(warnings).toEqual([]);
  });

  it("is the user's own choice even where a workspace and a folder have others", () => {
    fake.settings.set(LEVEL_SETTING, {
      globalValue: "off",
      workspaceValue: "local",
      workspaceFolderValue: "local",
    });
    expect(readLevel(warn)).toBe("off");
  });

  it("cannot be switched off by a workspace or a folder", () => {
    fake.settings.set(LEVEL_SETTING, { workspaceValue: "off", workspaceFolderValue: "off" });
    expect(readLevel(warn)).toBe("local");
  });

  it.each(["Off", "none", "", "all", 1, false, null, {}, ["local"]])(
    "is off with a warning where the value is unknown (%j)",
    (value) => {
      fake.settings.set(LEVEL_SETTING, { globalValue: value });
      expect(readLevel(warn)).toBe("off");
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(LEVEL_SETTING);
      expect(warnings[0]).toContain(JSON.stringify(value));
      expect(warnings[0]).toContain("off, local");
    },
  );
});

describe("readLocalSinkConfig", () => {
  it("has the defaults where the user has set nothing", () => {
    expect(readLocalSinkConfig(warn)).toEqual(DEFAULTS);
    expect(warnings).toEqual([]);
  });

  it("takes the user's fields and completes them with the defaults", () => {
    fake.settings.set(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 7 } });
    expect(readLocalSinkConfig(warn)).toEqual({ ...DEFAULTS, maxAgeDays: 7 });
  });

  it("ignores what a workspace or a folder sets", () => {
    fake.settings.set(LOCAL_SINK_SETTING, {
      workspaceValue: { maxAgeDays: 1, maxTotalBytes: 4096 },
      workspaceFolderValue: { flushIntervalMs: 1000 },
    });
    expect(readLocalSinkConfig(warn)).toEqual(DEFAULTS);
  });

  it("warns of each field that it could not take", () => {
    fake.settings.set(LOCAL_SINK_SETTING, { globalValue: { maxAgeDays: 0, bufferLimit: "many" } });
    const config = readLocalSinkConfig(warn);
    expect(config.maxAgeDays).toBe(LOCAL_SINK_FIELDS.maxAgeDays.minimum);
    expect(config.bufferLimit).toBe(DEFAULTS.bufferLimit);
    expect(warnings).toHaveLength(2);
  });
});

describe("onUserSettingChanged", () => {
  function countChanges(name: string): () => number {
    const callback = vi.fn();
    onUserSettingChanged(name, callback);
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
    onUserSettingChanged(LEVEL_SETTING, callback).dispose();
    fake.changeSetting(LEVEL_SETTING, { globalValue: "off" });
    expect(callback).not.toHaveBeenCalled();
    expect(fake.configurationChanged.listeners.size).toBe(0);
  });
});

it("the catalogue's event settings.changed knows both settings", () => {
  expect(EVENTS["settings.changed"].properties.setting.values).toEqual([
    LEVEL_SETTING,
    LOCAL_SINK_SETTING,
  ]);
});
