import { describe, expect, it } from "vitest";
import { dayAfterKey } from "../../../webview/calendar/dayAfterKey.ts";
import { day } from "../dayFixture.ts";

const BOUNDS = { firstMonth: day("2026-10-01"), lastMonth: day("2028-03-01") };

describe("dayAfterKey", () => {
  it.each([
    ["ArrowRight", "2026-11-17", "2026-11-18"],
    ["ArrowLeft", "2026-11-01", "2026-10-31"],
    ["ArrowDown", "2026-12-28", "2027-01-04"],
    ["ArrowUp", "2027-01-04", "2026-12-28"],
    ["ArrowRight", "2028-02-28", "2028-02-29"],
    ["ArrowDown", "2028-02-23", "2028-03-01"],
    ["Home", "2026-11-18", "2026-11-16"],
    ["Home", "2026-11-16", "2026-11-16"],
    ["End", "2026-11-18", "2026-11-22"],
    ["End", "2026-11-22", "2026-11-22"],
    ["Home", "2026-11-22", "2026-11-16"],
  ])("%s moves from %s to %s, with weeks starting on Monday", (key, from, to) => {
    expect(dayAfterKey(day(from), key, BOUNDS)).toBe(to);
  });

  it("stays within the months of the calendar", () => {
    expect(dayAfterKey(day("2026-10-03"), "ArrowUp", BOUNDS)).toBe("2026-10-01");
    expect(dayAfterKey(day("2028-03-29"), "ArrowDown", BOUNDS)).toBe("2028-03-31");
  });

  it("ignores any other key", () => {
    expect(dayAfterKey(day("2026-11-17"), "a", BOUNDS)).toBe("2026-11-17");
  });
});
