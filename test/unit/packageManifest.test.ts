import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TELEMETRY_LEVELS } from "../../extension/recording/level.ts";
import { LOCAL_SINK_FIELDS, parseLocalSinkConfig } from "../../extension/store/localSinkConfig.ts";

interface Setting {
  readonly type?: unknown;
  readonly default?: unknown;
  readonly enum?: unknown;
  readonly markdownEnumDescriptions?: readonly string[];
  readonly scope?: unknown;
  readonly tags?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Setting>>;
}

interface Manifest {
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: unknown };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

function readText(...path: readonly string[]): string {
  return readFileSync(join(import.meta.dirname, "../..", ...path), "utf8");
}

const manifestText = readText("package.json");
const manifest = JSON.parse(manifestText) as Manifest;
const settings = manifest.contributes.configuration.properties;
const level = settings["coder.telemetry.level"];
const local = settings["coder.telemetry.local"];

describe("the settings in package.json", () => {
  it("are the level and the local sink, and no others", () => {
    expect(Object.keys(settings)).toEqual(["coder.telemetry.level", "coder.telemetry.local"]);
  });

  it.each(Object.entries(settings))("%s cannot be set by a workspace", (_, setting) => {
    expect(setting.scope).toBe("application");
  });

  it.each(Object.entries(settings))("%s has the telemetry tag of VS Code", (_, setting) => {
    expect(setting.tags).toEqual(["telemetry"]);
  });

  it("offer the levels of the recorder, each with a description", () => {
    expect(level?.type).toBe("string");
    expect(level?.enum).toEqual([...TELEMETRY_LEVELS]);
    expect(level?.markdownEnumDescriptions).toHaveLength(TELEMETRY_LEVELS.length);
    expect(level?.default).toBe("local");
  });

  it("have the fields of the local sink, with its bounds and defaults", () => {
    const fields = Object.entries(local?.properties ?? {}).map(([name, field]) => [
      name,
      { default: field.default, minimum: field.minimum, maximum: field.maximum },
    ]);
    expect(Object.fromEntries(fields)).toEqual(LOCAL_SINK_FIELDS);
    expect(Object.keys(local?.properties ?? {})).toEqual(Object.keys(LOCAL_SINK_FIELDS));
  });

  it("accept integers for the fields of the local sink, and no other fields", () => {
    const types = Object.values(local?.properties ?? {}).map((field) => field.type);
    expect(new Set(types)).toEqual(new Set(["integer"]));
    expect(local?.additionalProperties).toBe(false);
  });

  it("have a valid default for the local sink", () => {
    const { config, warnings } = parseLocalSinkConfig(local?.default);
    expect(config).toEqual(local?.default);
    expect(warnings).toEqual([]);
  });
});

describe("the strings of package.json", () => {
  const texts = JSON.parse(readText("package.nls.json")) as Readonly<Record<string, string>>;
  const usedKeys = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);

  it("are all in package.nls.json", () => {
    expect(usedKeys.length).toBeGreaterThan(0);
    expect(usedKeys.filter((key) => !texts[key ?? ""])).toEqual([]);
  });

  it("include all of package.nls.json", () => {
    expect(Object.keys(texts).filter((key) => !usedKeys.includes(key))).toEqual([]);
  });
});

describe("the VS Code version in package.json", () => {
  it("matches the installed types", () => {
    const installed = JSON.parse(readText("node_modules/@types/vscode/package.json")) as {
      readonly version: string;
    };
    expect(manifest.engines["vscode"]).toBe(`^${installed.version}`);
    expect(manifest.devDependencies["@types/vscode"]).toBe(installed.version);
  });

  it("can run the extension in untrusted workspaces", () => {
    expect(manifest.capabilities.untrustedWorkspaces).toEqual({ supported: true });
  });
});
