import { describe, expect, it } from "vitest";
import { rowsBetween, rowTops } from "../../../webview/files/rowPositions.ts";

it("rowTops stacks rows without gaps", () => {
  expect(rowTops([28, 100, 28])).toEqual([0, 28, 128, 156]);
  expect(rowTops([])).toEqual([0]);
});

describe("rowsBetween", () => {
  const tops = rowTops([28, 100, 28, 28]);

  it.each([
    [0, 1, [0, 0]],
    [0, 28, [0, 0]],
    [0, 29, [0, 1]],
    [27, 129, [0, 2]],
    [28, 128, [1, 1]],
    [100, 120, [1, 1]],
    [128, 1_000, [2, 3]],
    [184, 300, [3, 3]],
    [900, 1_000, [3, 3]],
  ])("includes partially visible rows between %d and %d", (topPx, bottomPx, [first, last]) => {
    expect(rowsBetween(tops, topPx, bottomPx)).toEqual({ first, last });
  });

  it("returns undefined if there are no rows", () => {
    expect(rowsBetween(rowTops([]), 0, 500)).toBeUndefined();
  });
});
