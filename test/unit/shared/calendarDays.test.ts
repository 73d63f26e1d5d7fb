import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayCountOf,
  daysBetween,
  firstOfMonth,
  firstOfYear,
  lastOfMonth,
  monthsBetween,
  spanBetween,
  spanContains,
  yearOf,
} from "../../../shared/calendarDays.ts";
import { parseUtcDay, type UtcDay } from "../../../shared/days.ts";

describe("addDays", () => {
  it.each([
    ["within a month", "2026-11-17", 2, "2026-11-19"],
    ["across the end of a month", "2026-11-30", 1, "2026-12-01"],
    ["across the end of a year", "2026-12-31", 1, "2027-01-01"],
    ["back across the start of a year", "2027-01-01", -1, "2026-12-31"],
    ["to a leap day", "2028-02-28", 1, "2028-02-29"],
    ["across the end of February in a common year", "2026-02-28", 1, "2026-03-01"],
    ["back from March in a leap year", "2028-03-01", -1, "2028-02-29"],
    ["across the end of February in 1900, which is not a leap year", "1900-02-28", 1, "1900-03-01"],
    ["by a whole leap year", "2028-01-01", 366, "2029-01-01"],
    ["across the day on which clocks change in Europe", "2026-03-28", 2, "2026-03-30"],
    ["by zero days", "2026-11-17", 0, "2026-11-17"],
    ["no further than the last day", "9999-12-30", 7, "9999-12-31"],
    ["no further than the first day", "0000-01-02", -7, "0000-01-01"],
  ])("moves %s", (_, from, count, to) => {
    expect(addDays(day(from), count)).toBe(to);
  });
});

describe("daysBetween", () => {
  it.each([
    ["2026-11-17", "2026-11-17", 0],
    ["2026-11-17", "2026-11-19", 2],
    ["2026-11-19", "2026-11-17", -2],
    ["2026-12-31", "2027-01-01", 1],
    ["2028-02-28", "2028-03-01", 2],
    ["2026-03-01", "2026-11-01", 245],
    ["0000-01-01", "9999-12-31", 3_652_424],
  ])("from %s to %s is %d", (start, end, count) => {
    expect(daysBetween(day(start), day(end))).toBe(count);
  });
});

describe("a span", () => {
  const span = { startDay: day("2028-02-28"), endDay: day("2028-03-01") };

  it("counts both of its ends", () => {
    expect(dayCountOf(span)).toBe(3);
    expect(dayCountOf({ startDay: span.endDay, endDay: span.endDay })).toBe(1);
  });

  it("is the same from two days in either order", () => {
    expect(spanBetween(span.startDay, span.endDay)).toEqual(span);
    expect(spanBetween(span.endDay, span.startDay)).toEqual(span);
  });

  it.each([
    ["2028-02-27", false],
    ["2028-02-28", true],
    ["2028-02-29", true],
    ["2028-03-01", true],
    ["2028-03-02", false],
  ])("contains %s: %s", (text, isIn) => {
    expect(spanContains(span, day(text))).toBe(isIn);
  });
});

describe("the month of a day", () => {
  it.each([
    ["2026-11-17", "2026-11-01", "2026-11-30"],
    ["2026-12-31", "2026-12-01", "2026-12-31"],
    ["2026-02-10", "2026-02-01", "2026-02-28"],
    ["2028-02-29", "2028-02-01", "2028-02-29"],
    ["2000-02-01", "2000-02-01", "2000-02-29"],
    ["9999-12-05", "9999-12-01", "9999-12-31"],
    ["0000-01-31", "0000-01-01", "0000-01-31"],
  ])("of %s is %s to %s", (text, first, last) => {
    expect(firstOfMonth(day(text))).toBe(first);
    expect(lastOfMonth(day(text))).toBe(last);
  });
});

describe("addMonths", () => {
  it.each([
    ["2026-11-30", 1, "2026-12-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2027-01-31", -1, "2026-12-01"],
    ["2026-11-17", 0, "2026-11-01"],
    ["2026-11-17", -23, "2024-12-01"],
    ["9999-11-01", 3, "9999-12-01"],
    ["0000-02-01", -3, "0000-01-01"],
  ])("from %s by %d returns %s", (from, count, to) => {
    expect(addMonths(day(from), count)).toBe(to);
  });
});

describe("monthsBetween", () => {
  it.each([
    ["2026-11-30", "2026-12-01", 1],
    ["2026-11-01", "2026-11-30", 0],
    ["2027-01-01", "2025-12-31", -13],
  ])("from %s to %s is %d", (start, end, count) => {
    expect(monthsBetween(day(start), day(end))).toBe(count);
  });
});

describe("years", () => {
  it("are parsed from a day, even below 1000", () => {
    expect(yearOf(day("2026-11-17"))).toBe(2026);
    expect(yearOf(day("0033-04-03"))).toBe(33);
  });

  it("start in January", () => {
    expect(firstOfYear(2026)).toBe("2026-01-01");
    expect(firstOfYear(33)).toBe("0033-01-01");
  });

  it.each([-1, 10_000])("cannot be %d", (year) => {
    expect(() => firstOfYear(year)).toThrow(RangeError);
  });
});

function day(text: string): UtcDay {
  const parsed = parseUtcDay(text);
  if (parsed === undefined) throw new Error(`${text} is not a day.`);
  return parsed;
}
