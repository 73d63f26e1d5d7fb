import { describe, expect, it } from "vitest";
import {
  listHeight,
  offsetAtScroll,
  offsetToShow,
  rowAfterKey,
  scrollAtOffset,
  WIDE_ROW_PX,
} from "../../../webview/events/listGeometry.ts";
import { statusMessages } from "../../../webview/events/statusMessages.ts";
import { unitSymbol } from "../../../webview/events/unitSymbol.ts";
import { queryState } from "../../support/queryState.ts";

describe("a list of rows of equal height", () => {
  it("is as high as all its rows", () => {
    expect(listHeight(1_000, WIDE_ROW_PX)).toBe(24_000);
    const size = { rowCount: 1_000, rowPx: WIDE_ROW_PX, viewportPx: 480 };
    expect(offsetAtScroll(700, size)).toBe(700);
    expect(scrollAtOffset(700, size)).toBe(700);
  });

  it.each([WIDE_ROW_PX, 44])(
    "with a million rows of %d px stays below the maximum height of an element",
    (rowPx) => {
      const size = { rowCount: 1_000_000, rowPx, viewportPx: 480 };
      const height = listHeight(size.rowCount, rowPx);
      expect(height * 4).toBeLessThan(33_000_000);
      expect(offsetAtScroll(0, size)).toBe(0);
      expect(offsetAtScroll(height - 480, size)).toBeCloseTo(1_000_000 * rowPx - 480, 3);
      expect(offsetAtScroll(scrollAtOffset(12_345_678, size), size)).toBeCloseTo(12_345_678, 3);
    },
  );

  it("scrolls only as far as needed to show a row", () => {
    const size = { rowPx: 24, viewportPx: 240 };
    expect(offsetToShow(0, 100, size)).toBe(0);
    expect(offsetToShow(9, 0, size)).toBe(0);
    expect(offsetToShow(10, 0, size)).toBe(24);
    expect(offsetToShow(8, 100, size)).toBe(100);
  });

  it("pages by at least one row if less than one is visible", () => {
    const size = { rowCount: 9, rowPx: 24, viewportPx: 10 };
    expect(rowAfterKey("PageDown", 3, size)).toBe(4);
    expect(rowAfterKey("Tab", 3, size)).toBeUndefined();
  });
});

describe("the status of a query", () => {
  it.each([
    ["searching", undefined, false, ["Searching… 0 events scanned"]],
    ["searching", { scannedCount: 12_000 }, true, ["Searching… 12,000 events scanned"]],
    ["done", { matchedCount: 1, scannedCount: 1 }, false, ["1 event"]],
    ["done", { matchedCount: 1_234, scannedCount: 56_789 }, true, ["1,234 of 56,789 events match"]],
    ["done", { matchedCount: 1, scannedCount: 20 }, true, ["1 of 20 events matches"]],
    ["done", { matchedCount: 0, scannedCount: 1 }, true, ["0 of 1 event matches"]],
    [
      "done",
      { matchedCount: 2, scannedCount: 2, skippedLineCount: 1, unreadFileCount: 1 },
      false,
      ["2 events", "1 skipped line", "1 unreadable file"],
    ],
    [
      "done",
      { matchedCount: 2, scannedCount: 2, skippedLineCount: 3, unreadFileCount: 2 },
      false,
      ["2 events", "3 skipped lines", "2 unreadable files"],
    ],
    ["stopped", undefined, false, ["Stopped"]],
    ["stopped", { matchedCount: 2, scannedCount: 9 }, false, ["Stopped", "2 of 9 events match"]],
    ["failed", undefined, false, []],
  ] as const)("when %s with %j, filtering: %s", (phase, state, isFiltering, texts) => {
    expect(statusMessages(phase, state && queryState(state), isFiltering)).toEqual(texts);
  });
});

it.each([
  ["ms", "ms"],
  ["{file}", "file"],
  ["By", "B"],
  ["MiBy", "MiB"],
  ["1", ""],
])("the symbol of the unit %s is %j", (code, symbol) => {
  expect(unitSymbol(code)).toBe(symbol);
});
