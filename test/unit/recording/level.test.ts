import { describe, expect, it } from "vitest";
import { parseTelemetryLevel } from "../../../extension/recording/level.ts";

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
