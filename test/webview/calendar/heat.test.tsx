import { describe, expect, it } from "vitest";
import { heatScale } from "../../../webview/calendar/heat.ts";

describe("heatScale", () => {
  it("returns 0 without events", () => {
    expect(heatScale([5, 0, 7])(0)).toBe(0);
    expect(heatScale([])(0)).toBe(0);
    expect(heatScale([])(3)).toBe(0);
  });

  it("returns the same shade for similar days", () => {
    const counts = [11_200, 11_201, 11_195, 11_210];
    expect(counts.map(heatScale(counts))).toEqual([5, 5, 5, 5]);
  });

  it("keeps the other days distinct beside one very busy day", () => {
    const counts = [10, 100, 1_000, 3_000, 10_000];
    expect(counts.map(heatScale(counts))).toEqual([1, 1, 2, 3, 5]);
  });

  it("returns the strongest shade for the busiest day, and at least the weakest for any event", () => {
    expect(heatScale([1])(1)).toBe(5);
    expect(heatScale([1, 1_000_000])(1)).toBe(1);
  });

  it("returns the strongest shade above its maximum", () => {
    expect(heatScale([10, 20])(99)).toBe(5);
  });
});
