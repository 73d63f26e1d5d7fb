import { describe, expect, it } from "vitest";
import {
  DAY_MS,
  dayRangeToInstants,
  dayOverlaps,
  parseUtcDay,
  startOfDayMs,
  utcDayOf,
} from "../../../shared/days.ts";

const START_MS = Date.parse("2026-06-28T00:00:00.000Z");

describe("utcDayOf", () => {
  it.each([
    ["the first millisecond", START_MS, "2026-06-28"],
    ["the last millisecond", START_MS + DAY_MS - 1, "2026-06-28"],
    ["the millisecond after", START_MS + DAY_MS, "2026-06-29"],
    ["the epoch", 0, "1970-01-01"],
    ["the end of the year 9999", Date.parse("9999-12-31T23:59:59.999Z"), "9999-12-31"],
  ])("for %s of a day returns that day", (_, epochMs, day) => {
    expect(utcDayOf(epochMs)).toBe(day);
  });

  it.each([Number.NaN, Infinity, Date.parse("+010000-01-01T00:00:00.000Z"), -1e15])(
    "throws a RangeError at %s",
    (epochMs) => {
      expect(() => utcDayOf(epochMs)).toThrow(RangeError);
    },
  );
});

describe("dayRangeToInstants", () => {
  const day = utcDayOf(START_MS);

  it("includes the whole last day", () => {
    expect(dayRangeToInstants({ startDay: day, endDay: day })).toEqual({
      startMs: START_MS,
      endMsExclusive: START_MS + DAY_MS,
    });
  });

  it("leaves an absent end open", () => {
    expect(dayRangeToInstants({ startDay: day })).toEqual({ startMs: START_MS });
    expect(dayRangeToInstants({ endDay: day })).toEqual({ endMsExclusive: START_MS + DAY_MS });
    expect(dayRangeToInstants({})).toEqual({});
  });
});

describe("dayOverlaps", () => {
  const day = utcDayOf(START_MS);

  it.each([
    ["everything", {}, true],
    ["only its first millisecond", { startMs: START_MS, endMsExclusive: START_MS + 1 }, true],
    ["only its last millisecond", { startMs: START_MS + DAY_MS - 1 }, true],
    ["a range that ends at its start", { endMsExclusive: START_MS }, false],
    ["a range that starts at its end", { startMs: START_MS + DAY_MS }, false],
    ["a range around it", { startMs: START_MS - 1, endMsExclusive: START_MS + 2 * DAY_MS }, true],
  ])("with %s (%o) returns %s", (_, range, touches) => {
    expect(dayOverlaps(day, range)).toBe(touches);
  });
});

describe("startOfDayMs", () => {
  it("is midnight UTC", () => {
    const day = parseUtcDay("2026-06-28");
    expect(day && startOfDayMs(day)).toBe(START_MS);
  });
});
