import { describe, expect, it } from "vitest";
import { dayLabel } from "../../../webview/calendar/calendarTexts.ts";
import { rangeKey, selectedText } from "../../../webview/calendar/rangeText.ts";
import { day, dayCount, span } from "./dayFixture.ts";

describe("dayLabel", () => {
  it("tells the day, its events and its errors", () => {
    const count = dayCount("2026-11-17", 1_234, 12);
    expect(dayLabel(count.day, count, false)).toBe(
      "Tuesday, 17 November 2026, 1,234 events, 12 errors",
    );
  });

  it("is silent about errors where there are none", () => {
    const count = dayCount("2026-11-17", 1);
    expect(dayLabel(count.day, count, false)).toBe("Tuesday, 17 November 2026, 1 event");
  });

  it("says that a day has no events, with files or without", () => {
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

describe("selectedText", () => {
  const days = [dayCount("2026-11-17", 3_000), dayCount("2026-11-19", 456)];

  it("tells days and their events", () => {
    const selected = span("2026-11-17..2026-11-19");
    expect(selectedText({ kind: "days", ...selected }, selected, days)).toBe(
      "17–19 Nov 2026 selected, 3,456 events",
    );
  });

  it("tells one day as one", () => {
    const selected = span("2026-11-19");
    expect(selectedText({ kind: "days", ...selected }, selected, days)).toBe(
      "19 Nov 2026 selected, 456 events",
    );
  });

  it("tells no events of a preset that cuts days", () => {
    expect(selectedText({ kind: "last7Days" }, span("2026-11-13..2026-11-20"), days)).toBe(
      "Last 7 days selected, 13–20 Nov 2026",
    );
  });

  it("tells all events of all time", () => {
    expect(selectedText({ kind: "allTime" }, span("2026-11-17..2026-11-19"), days)).toBe(
      "All time selected, 17–19 Nov 2026, 3,456 events",
    );
    expect(selectedText({ kind: "allTime" }, undefined, [])).toBe("All time selected, no events");
  });
});

describe("rangeKey", () => {
  it("differs where ranges differ", () => {
    const ranges = [
      { kind: "last7Days" },
      { kind: "allTime" },
      { kind: "days", ...span("2026-11-17") },
      { kind: "days", ...span("2026-11-17..2026-11-18") },
    ] as const;
    expect(new Set(ranges.map(rangeKey)).size).toBe(4);
    expect(rangeKey({ kind: "days", ...span("2026-11-17") })).toBe(rangeKey(ranges[2]));
  });
});
