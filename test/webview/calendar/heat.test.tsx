import { describe, expect, it } from "vitest";
import { heatScale } from "../../../webview/calendar/heat.ts";

describe("heatScale", () => {
  it("gives no heat without events", () => {
    expect(heatScale([5, 0, 7])(0)).toBe(0);
    expect(heatScale([])(0)).toBe(0);
  });

  it("gives a fifth of the days each shade", () => {
    const counts = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    expect(counts.map(heatScale(counts))).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  it("does not count days without events among the quietest", () => {
    const heatOf = heatScale([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
    expect([1, 2, 3, 4, 5].map(heatOf)).toEqual([1, 2, 3, 4, 5]);
  });

  it("keeps the differences of the others beside one very busy day", () => {
    const counts = [1, 2, 3, 4, 1_000_000];
    expect(counts.map(heatScale(counts))).toEqual([1, 2, 3, 4, 5]);
  });

  it("gives equal counts the same shade", () => {
    const counts = [7, 7, 7, 7];
    expect(counts.map(heatScale(counts))).toEqual([5, 5, 5, 5]);
  });

  it("gives a single day the strongest shade", () => {
    expect(heatScale([1])(1)).toBe(5);
  });

  it("knows counts that it was not made of", () => {
    const heatOf = heatScale([10, 20]);
    expect([1, 15, 99].map(heatOf)).toEqual([3, 3, 5]);
  });
});
