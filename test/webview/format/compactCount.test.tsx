import { describe, expect, it } from "vitest";
import { compactCount } from "../../../webview/format/compactCount.ts";

describe("compactCount", () => {
  it.each([
    [0, "0"],
    [1, "1"],
    [999, "999"],
    [1_000, "1k"],
    [1_099, "1k"],
    [1_100, "1.1k"],
    [1_234, "1.2k"],
    [9_999, "9.9k"],
    [10_000, "10k"],
    [34_567, "34k"],
    [999_999, "999k"],
    [1_000_000, "1M"],
    [1_134_567, "1.1M"],
    [99_999_999, "99M"],
    [2_500_000_000, "2.5G"],
    [Number.MAX_SAFE_INTEGER, "9P"],
  ])("formats %d as %s", (count, text) => {
    expect(compactCount(count)).toBe(text);
  });
});
