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
  const days = span("2026-11-17..2026-11-19");

  it.each([
    [{ kind: "days", ...days }, 3_456, "17–19 Nov 2026 selected, 3,456 events"],
    [{ kind: "last7Days" }, 1, "Last 7 days selected, 17–19 Nov 2026, 1 event"],
    [{ kind: "allTime" }, 0, "All time selected, 17–19 Nov 2026, no events"],
  ] as const)("tells days and events of %o", (range, eventCount, text) => {
    expect(selectedText(range, days, eventCount)).toBe(text);
  });

  it.each([
    [{ kind: "days", ...days }, "17–19 Nov 2026 selected"],
    [{ kind: "last7Days" }, "Last 7 days selected, 17–19 Nov 2026"],
  ] as const)("leaves out the events of %o until they are known", (range, text) => {
    expect(selectedText(range, days, undefined)).toBe(text);
  });

  it("tells one day as one", () => {
    const day = span("2026-11-19");
    expect(selectedText({ kind: "days", ...day }, day, 456)).toBe(
      "19 Nov 2026 selected, 456 events",
    );
  });

  it("tells that all time is nothing where there are no files", () => {
    expect(selectedText({ kind: "allTime" }, undefined, 0)).toBe("All time selected, no events");
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
