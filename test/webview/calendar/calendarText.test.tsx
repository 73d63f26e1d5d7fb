import { describe, expect, it } from "vitest";
import { dayLabel } from "../../../webview/calendar/calendarText.ts";
import { day, dayCount } from "../dayFixture.ts";

describe("dayLabel", () => {
  it("names the day, its events, and its errors", () => {
    const count = dayCount("2026-11-17", 1_234, 12);
    expect(dayLabel(count.day, count, false)).toBe(
      "Tuesday, 17 November 2026, 1,234 events, 12 errors",
    );
  });

  it("leaves out errors if there are none", () => {
    const count = dayCount("2026-11-17", 1);
    expect(dayLabel(count.day, count, false)).toBe("Tuesday, 17 November 2026, 1 event");
  });

  it("says that a day has no events, with or without files", () => {
    const count = dayCount("2028-02-29", 0);
    expect(dayLabel(count.day, count, false)).toBe("Tuesday, 29 February 2028, no events");
    expect(dayLabel(count.day, undefined, false)).toBe("Tuesday, 29 February 2028, no events");
  });

  it("says that the day is selected", () => {
    expect(dayLabel(day("2026-01-01"), undefined, true)).toBe(
      "Thursday, 1 January 2026, no events, selected",
    );
  });
});
