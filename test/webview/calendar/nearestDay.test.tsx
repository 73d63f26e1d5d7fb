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
    ["before them all", "2026-10-01", "2026-10-31"],
    ["after them all", "2027-03-01", "2027-01-02"],
    ["between, nearer to the one before", "2026-11-13..2026-11-20", "2026-11-12"],
    ["between, nearer to the one after", "2026-12-20..2026-12-31", "2027-01-02"],
    ["around a day without events", "2026-11-04..2026-11-06", "2026-10-31"],
    ["as near to the one before as to the one after", "2026-11-06", "2026-11-12"],
  ])("of a span that lies %s", (_, text, nearest) => {
    expect(nearestDayWithEvents(span(text), days)).toBe(nearest);
  });

  it("is none where no day has events", () => {
    expect(nearestDayWithEvents(span("2026-11-01"), [dayCount("2026-11-05", 0)])).toBeUndefined();
  });
});
