import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  LOCAL_SINK_FIELDS,
  parseLocalSinkConfig,
  readLocalSinkConfig,
} from "../../../extension/store/localSinkConfig.ts";

const DEFAULTS = {
  flushIntervalMs: 15_000,
  flushBatchSize: 100,
  bufferLimit: 500,
  maxFileBytes: 5_242_880,
  maxAgeDays: 30,
  maxTotalBytes: 104_857_600,
};

const FIELD_NAMES = [
  "flushIntervalMs",
  "flushBatchSize",
  "bufferLimit",
  "maxFileBytes",
  "maxAgeDays",
  "maxTotalBytes",
] as const;

describe("the configuration of the local sink", () => {
  it("is all defaults, without a warning, where nothing is set", () => {
    expect(parseLocalSinkConfig(undefined)).toEqual({ config: DEFAULTS, warnings: [] });
    expect(parseLocalSinkConfig({})).toEqual({ config: DEFAULTS, warnings: [] });
  });

  it("is what was set where all of it is good", () => {
    const set = {
      flushIntervalMs: 1_000,
      flushBatchSize: 1,
      bufferLimit: 10,
      maxFileBytes: 4_096,
      maxAgeDays: 1,
      maxTotalBytes: 4_096,
    };
    expect(parseLocalSinkConfig(set)).toEqual({ config: set, warnings: [] });
  });

  it.each(["text", 7, true, null, [], [{ maxAgeDays: 7 }]])(
    "is all defaults, with a warning, where it is no object but %j",
    (value) => {
      const { config, warnings } = parseLocalSinkConfig(value);
      expect(config).toEqual(DEFAULTS);
      expect(warnings).toHaveLength(1);
    },
  );

  const badValues = ["5", null, true, [], {}, Number.NaN, Number.POSITIVE_INFINITY, -Infinity];
  describe.each(FIELD_NAMES)("field %s", (name) => {
    it.each(badValues)("falls back alone where it is %j", (bad) => {
      const others = { ...DEFAULTS, maxAgeDays: 7, flushIntervalMs: 2_000 };
      const { config, warnings } = parseLocalSinkConfig({ ...others, [name]: bad });
      expect(config).toEqual({ ...others, [name]: DEFAULTS[name] });
      expect(warnings).toEqual([expect.stringContaining(`coder.telemetry.local.${name} `)]);
    });

    it.each([-1, 0, -1e300, Number.MIN_SAFE_INTEGER])("is raised to its minimum from %d", (low) => {
      const { config } = parseLocalSinkConfig({ [name]: low });
      expect(config[name]).toBe(LOCAL_SINK_FIELDS[name].minimum);
    });

    it.each([1e12, 1e300, Number.MAX_VALUE])("is lowered to its maximum from %d", (high) => {
      const rest = { bufferLimit: 20_000, maxTotalBytes: 10_737_418_240 };
      const { config, warnings } = parseLocalSinkConfig({ ...rest, [name]: high });
      expect(config[name]).toBe(LOCAL_SINK_FIELDS[name].maximum);
      expect(warnings).toHaveLength(1);
    });
  });

  it("cuts off fractions", () => {
    const { config, warnings } = parseLocalSinkConfig({ maxAgeDays: 7.9 });
    expect(config.maxAgeDays).toBe(7);
    expect(warnings).toHaveLength(1);
  });

  it("takes no field from the prototype", () => {
    const polluted: unknown = Object.create({ maxAgeDays: 1 });
    expect(parseLocalSinkConfig(polluted).config).toEqual(DEFAULTS);
  });

  it("does not take a member named __proto__ for the fields inside it", () => {
    const parsed: unknown = JSON.parse('{"__proto__": {"maxAgeDays": 1}}');
    expect(parseLocalSinkConfig(parsed).config).toEqual(DEFAULTS);
  });

  it("flushes at the latest when the buffer is full", () => {
    const { config, warnings } = parseLocalSinkConfig({ flushBatchSize: 400, bufferLimit: 50 });
    expect(config).toMatchObject({ flushBatchSize: 50, bufferLimit: 50 });
    expect(warnings).toEqual([expect.stringContaining("flushBatchSize is above bufferLimit")]);
  });

  it("makes no file larger than all files together may be", () => {
    const { config, warnings } = parseLocalSinkConfig({
      maxFileBytes: 8_192,
      maxTotalBytes: 4_096,
    });
    expect(config).toMatchObject({ maxFileBytes: 4_096, maxTotalBytes: 4_096 });
    expect(warnings).toEqual([expect.stringContaining("maxFileBytes is above maxTotalBytes")]);
  });

  it("sets no timer that Node would run at once because it is too long", () => {
    expect(LOCAL_SINK_FIELDS.flushIntervalMs.maximum).toBeLessThan(2 ** 31);
  });

  it("is described in package.json with the same defaults and bounds", () => {
    const manifest = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as Manifest;
    const setting = manifest.contributes.configuration.properties["coder.telemetry.local"];
    const described = Object.entries(setting.properties).map(
      ([name, { default: value, minimum, maximum }]) =>
        [name, { default: value, minimum, maximum }] as const,
    );
    expect(Object.fromEntries(described)).toEqual(LOCAL_SINK_FIELDS);
    expect(setting.default).toEqual(DEFAULTS);
  });
});

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly "coder.telemetry.local": {
          readonly default: unknown;
          readonly properties: Readonly<
            Record<
              string,
              { readonly default: number; readonly minimum: number; readonly maximum: number }
            >
          >;
        };
      };
    };
  };
}

it("readLocalSinkConfig warns about each field that it corrects", () => {
  const warnings: string[] = [];
  const config = readLocalSinkConfig({ maxAgeDays: 0, bufferLimit: "many" }, (message) => {
    warnings.push(message);
  });
  expect(config).toEqual({ ...DEFAULTS, maxAgeDays: LOCAL_SINK_FIELDS.maxAgeDays.minimum });
  expect(warnings).toHaveLength(2);
});
