import { describe, expect, it } from "vitest";
import { PAGE_ROWS } from "../../../webview/events/eventPages.ts";
import { rowIndexAfter, type ListedRows } from "../../../webview/events/rowIndex.ts";
import { eventRow } from "./storedEvents.ts";

describe("the index of a row in a later query", () => {
  it("is the index of its event", () => {
    expect(rowIndexAfter(2, listed([0, 1, 2, 3]), listed([8, 9, 0, 1, 2]))).toBe(4);
  });

  it("is relative to the nearest row above if its event is gone", () => {
    expect(rowIndexAfter(3, listed([0, 1, 2, 3, 4]), listed([9, 0, 1, 4]))).toBe(4);
  });

  it("is relative to the nearest row above if it is not loaded", () => {
    const before = listed(Array.from({ length: 3 * PAGE_ROWS }, (_, number) => number));
    const after = listed([900, 901, ...Array.from({ length: PAGE_ROWS - 2 }, (_, n) => n)]);
    expect(rowIndexAfter(250, before, after)).toBe(252);
  });

  it("moves by the number of added rows if no row above is found", () => {
    expect(rowIndexAfter(1, listed([0, 1]), listed([5, 6, 7, 8, 9]))).toBe(4);
    expect(rowIndexAfter(1, listed([0, 1, 2]), listed([2]))).toBe(1);
  });
});

/** The rows of the events with these numbers, all loaded. */
function listed(numbers: readonly number[]): ListedRows {
  const pages = new Map<number, ReturnType<typeof eventRow>[]>();
  numbers.forEach((number, index) => {
    const page = Math.floor(index / PAGE_ROWS);
    pages.set(page, [...(pages.get(page) ?? []), eventRow(number)]);
  });
  return { rowCount: numbers.length, pages };
}
