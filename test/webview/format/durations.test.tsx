import { describe, expect, it } from "vitest";
import { describeDuration } from "../../../webview/format/durations.ts";

describe("a duration", () => {
  it.each([
    [0, "0 ms"],
    [0.42, "0.4 ms"],
    [9.94, "9.9 ms"],
    [12.3, "12 ms"],
    [999, "999 ms"],
    [1_234, "1.2 s"],
    [184_000, "3 min 4 s"],
    [3_600_000, "1 h 0 min"],
    [93_900_000, "26 h 5 min"],
  ])("of %d ms is %s", (durationMs, text) => {
    expect(describeDuration(durationMs)).toBe(text);
  });

  it.each([
    [9.96, "10 ms"],
    [999.6, "1 s"],
    [59_960, "1 min 0 s"],
    [3_599_600, "1 h 0 min"],
  ])("of %d ms, which rounds up into the next unit, is %s", (durationMs, text) => {
    expect(describeDuration(durationMs)).toBe(text);
  });

  it("that is negative because the clock jumped keeps its sign", () => {
    expect(describeDuration(-1_500)).toBe("−1.5 s");
  });
});
