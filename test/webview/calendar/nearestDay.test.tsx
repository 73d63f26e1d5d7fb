import { describe, expect, it } from "vitest";
import { nearestDayWithEvents } from "../../../webview/calendar/nearestDay.ts";
import { dayCount, span } from "../dayFixture.ts";

describe("nearestDayWithEvents", () => {
  const days = [
    dayCount("2026-10-31", 4),
    dayCount("2026-11-05", 0),
    dayCount("2026-11-12", 9),
    dayCount("2027-01-02", 1),
  ];

  it.each([
    ["before all days", "2026-10-01", "2026-10-31"],
    ["after all days", "2027-03-01", "2027-01-02"],
    ["between days, nearer to the earlier one", "2026-11-13..2026-11-20", "2026-11-12"],
    ["between days, nearer to the later one", "2026-12-20..2026-12-31", "2027-01-02"],
    ["around a day without events", "2026-11-04..2026-11-06", "2026-10-31"],
    ["equally near to an earlier and a later day", "2026-11-06", "2026-11-12"],
  ])("returns the nearest day for a span %s", (_, text, nearest) => {
    expect(nearestDayWithEvents(span(text), days)).toBe(nearest);
  });

  it("returns undefined if no day has events", () => {
    expect(nearestDayWithEvents(span("2026-11-01"), [dayCount("2026-11-05", 0)])).toBeUndefined();
  });
});
