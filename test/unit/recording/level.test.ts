import { describe, expect, it } from "vitest";
import { parseTelemetryLevel, readLevel } from "../../../extension/recording/level.ts";

describe("parseTelemetryLevel", () => {
  it("knows off and local", () => {
    expect(parseTelemetryLevel("off")).toBe("off");
    expect(parseTelemetryLevel("local")).toBe("local");
  });

  it.each([
    "Off",
    "LOCAL",
    " local",
    "none",
    "all",
    "",
    "toString",
    0,
    null,
    undefined,
    ["off"],
    {},
  ])("knows nothing else (%j)", (value: unknown) => {
    expect(parseTelemetryLevel(value)).toBeUndefined();
  });
});

describe("the level of a setting", () => {
  function read(value: unknown) {
    const warnings: string[] = [];
    const level = readLevel(value, (message) => {
      warnings.push(message);
    });
    return { level, warnings };
  }

  it("is local if the user has not set it", () => {
    expect(read(undefined)).toEqual({ level: "local", warnings: [] });
  });

  it.each(["off", "local"])("is what the user has chosen (%s)", (level) => {
    expect(read(level)).toEqual({ level, warnings: [] });
  });

  it.each(["Off", "none", "", "all", 1, false, null, {}, ["local"]])(
    "is off, with a warning, if the value is unknown (%j)",
    (value) => {
      const { level, warnings } = read(value);
      expect(level).toBe("off");
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain("coder.telemetry.level");
      expect(warnings[0]).toContain(JSON.stringify(value));
      expect(warnings[0]).toContain("off, local");
    },
  );
});
