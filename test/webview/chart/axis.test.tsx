import { describe, expect, it } from "vitest";
import { barLabels, countTicks } from "../../../webview/chart/axis.ts";
import { nextBarIndex } from "../../../webview/chart/nextBarIndex.ts";

describe("countTicks", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [2, [0, 1, 2]],
    [3, [0, 1, 2, 3]],
    [4, [0, 2, 4]],
    [7, [0, 5, 10]],
    [12, [0, 5, 10, 15]],
    [16, [0, 10, 20]],
    [100, [0, 50, 100]],
    [101, [0, 50, 100, 150]],
    [1_134_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])("for counts up to %d are %j", (max, ticks) => {
    expect(countTicks(max)).toEqual(ticks);
  });

  it("are two to four round integers that cover every count", () => {
    for (let max = 1; max < 5_000; max++) {
      const ticks = countTicks(max);
      const step = ticks[1] ?? 0;
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(4);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(String(step)).toMatch(/^[125]0*$/);
    }
  });

  it("cover the largest possible count", () => {
    expect(countTicks(Number.MAX_SAFE_INTEGER).at(-1)).toBeGreaterThanOrEqual(
      Number.MAX_SAFE_INTEGER,
    );
  });
});

describe("barLabels", () => {
  it("are shown under every bar if they fit", () => {
    expect(barLabels(7, 10).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("are evenly spaced from the first bar", () => {
    expect(barLabels(31, 10).map(({ index }) => index)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
  });

  it("never exceed the limit, or half of it in a narrow panel", () => {
    for (let barCount = 0; barCount <= 200; barCount++) {
      const labels = barLabels(barCount, 10);
      expect(labels.length).toBeLessThanOrEqual(10);
      expect(labels.filter(({ isMinor }) => !isMinor).length).toBeLessThanOrEqual(5);
      expect(labels.every(({ index }) => index < barCount)).toBe(true);
    }
  });

  it("mark every other label as hidden in a narrow panel", () => {
    expect(barLabels(5, 10).map(({ isMinor }) => isMinor)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("nextBarIndex", () => {
  const withFiles = [0, 3, 4, 9];

  it.each([
    ["ArrowRight", 0, 3],
    ["ArrowRight", 9, undefined],
    ["ArrowLeft", 9, 4],
    ["ArrowLeft", 0, undefined],
    ["Home", 4, 0],
    ["End", 3, 9],
    ["Enter", 3, undefined],
  ])("for %s on bar %d is %s", (key, index, next) => {
    expect(nextBarIndex(key, index, withFiles)).toBe(next);
  });

  it("is undefined without bars", () => {
    expect(nextBarIndex("End", undefined, [])).toBeUndefined();
  });
});
