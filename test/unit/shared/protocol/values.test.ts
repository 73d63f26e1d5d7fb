import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PANEL_API } from "../../../../shared/protocol/panelApi.ts";
import {
  anchoredRange,
  deletionTarget,
  eventRef,
  MAX_PAGE_ROWS,
} from "../../../../shared/protocol/values.ts";

const days = (startDay: unknown, endDay: unknown) => ({ kind: "days", startDay, endDay });

describe.each([
  ["a range", (range: unknown) => v.safeParse(anchoredRange, { range, nowMs: 0 }).success],
  ["a deletion", (target: unknown) => v.safeParse(deletionTarget, target).success],
])("the days of %s", (_, isAccepted) => {
  it.each([
    ["one day", days("2026-06-28", "2026-06-28"), true],
    ["a leap day", days("2028-02-29", "2028-03-01"), true],
    ["an end before the start", days("2026-06-28", "2026-06-27"), false],
    ["a day that does not exist", days("2026-02-29", "2026-03-01"), false],
    ["a day in another format", days("2026-6-28", "2026-06-28"), false],
    ["a day with trailing text", days("2026-06-28/..", "2026-06-29"), false],
    ["a number", days(20260628, 20260628), false],
    ["no end", { kind: "days", startDay: "2026-06-28" }, false],
  ])("accept %s (%o): %s", (_, value, expected) => {
    expect(isAccepted(value)).toBe(expected);
  });
});

describe("the moment of a range", () => {
  it.each([
    [0, true],
    [253_402_300_799_999, true],
    [253_402_300_800_000, false],
    [-1, false],
    [Number.NaN, false],
    [Infinity, false],
    ["0", false],
  ])("accepts %s: %s", (nowMs, expected) => {
    const params = { range: { kind: "last24Hours" }, nowMs };
    expect(v.safeParse(anchoredRange, params).success).toBe(expected);
  });
});

describe("the reference of an event", () => {
  it.each([
    [0, 2, true],
    [Number.MAX_SAFE_INTEGER, 1_048_576, true],
    [-1, 2, false],
    [0.5, 2, false],
    [2 ** 53, 2, false],
    [0, 1, false],
    [0, 1_048_577, false],
  ])("accepts the offset %s with %s bytes: %s", (offset, byteCount, expected) => {
    expect(v.safeParse(eventRef, { fileName: "a", offset, byteCount }).success).toBe(expected);
  });
});

describe("a page of rows", () => {
  it.each([
    [1, true],
    [MAX_PAGE_ROWS, true],
    [0, false],
    [MAX_PAGE_ROWS + 1, false],
  ])("accepts the limit %i: %s", (limit, expected) => {
    const params = { queryId: 0, offset: 0, limit };
    expect(v.safeParse(PANEL_API.pageEvents.params, params).success).toBe(expected);
  });
});
