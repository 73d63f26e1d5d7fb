import { describe, expect, it } from "vitest";
import {
  firstShownMonth,
  monthBounds,
  monthInView,
} from "../../../webview/calendar/shownMonths.ts";
import { day, dayCount, span } from "../dayFixture.ts";

const TODAY = day("2026-11-20");

describe("monthBounds", () => {
  it.each([
    ["the current month without files", [], "2026-11-01", "2026-11-01"],
    ["from the first file to today", ["2026-05-31", "2026-10-01"], "2026-05-01", "2026-11-01"],
    ["to a file in the future", ["2026-11-30", "2027-01-31"], "2026-11-01", "2027-01-01"],
    ["from today if all files are in the future", ["2031-02-28"], "2026-11-01", "2031-02-01"],
  ])("are %s", (_, files, firstMonth, lastMonth) => {
    const days = files.map((text) => dayCount(text, 1));
    expect(monthBounds(days, TODAY)).toEqual({ firstMonth, lastMonth });
  });
});

describe("firstShownMonth", () => {
  const bounds = { firstMonth: day("2026-05-01"), lastMonth: day("2026-11-01") };

  it.each([
    ["the month itself if one is shown", "2026-08-01", 1, "2026-08-01"],
    ["the previous month if two are shown", "2026-08-01", 2, "2026-07-01"],
    ["never before the first month", "2026-05-01", 2, "2026-05-01"],
    ["the first month for an earlier month", "1999-01-01", 1, "2026-05-01"],
    ["the last month for a later month", "2040-01-01", 1, "2026-11-01"],
    ["the second to last month for a later month if two are shown", "2040-01-01", 2, "2026-10-01"],
  ])("is %s", (_, month, monthCount, first) => {
    expect(firstShownMonth(day(month), monthCount, bounds)).toBe(first);
  });
});

describe("monthInView", () => {
  const october = day("2026-10-01");

  it.each([
    ["stays if the end is visible", "2026-08-01..2026-10-31", 1, "2026-10-01"],
    ["stays if the start is visible", "2026-10-31..2026-12-01", 1, "2026-10-01"],
    ["moves to the end if neither is visible", "2026-09-30..2026-12-01", 1, "2026-12-01"],
    [
      "stays if the first of two months contains the end",
      "2026-08-05..2026-09-30",
      2,
      "2026-10-01",
    ],
    ["moves back to an end before the visible months", "2026-08-05..2026-08-31", 2, "2026-08-01"],
    ["moves across the end of the year", "2027-01-15", 2, "2027-01-01"],
  ])("%s", (_, days, monthCount, month) => {
    expect(monthInView(october, monthCount, span(days))).toBe(month);
  });

  it("stays without a range", () => {
    expect(monthInView(october, 1, undefined)).toBe("2026-10-01");
  });
});
