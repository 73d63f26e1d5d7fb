import { describe, expect, it } from "vitest";
import { heatScale } from "../../../webview/calendar/heat.ts";

describe("heatScale", () => {
  it("gives no heat without events", () => {
    expect(heatScale([5, 0, 7])(0)).toBe(0);
    expect(heatScale([])(0)).toBe(0);
    expect(heatScale([])(3)).toBe(0);
  });

  it("gives days that are alike the same shade", () => {
    const counts = [11_200, 11_201, 11_195, 11_210];
    expect(counts.map(heatScale(counts))).toEqual([5, 5, 5, 5]);
  });

  it("keeps differences of the others beside one very busy day", () => {
    const counts = [10, 100, 1_000, 3_000, 10_000];
    expect(counts.map(heatScale(counts))).toEqual([1, 1, 2, 3, 5]);
  });

  it("gives the busiest day the strongest shade, and any event at least the weakest", () => {
    expect(heatScale([1])(1)).toBe(5);
    expect(heatScale([1, 1_000_000])(1)).toBe(1);
  });

  it("gives the strongest shade to more than it was made of", () => {
    expect(heatScale([10, 20])(99)).toBe(5);
  });
});
