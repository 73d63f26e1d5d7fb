import { describe, expect, it } from "vitest";
import { selectedText } from "../../../webview/calendar/selectedText.ts";
import { span } from "../dayFixture.ts";

describe("selectedText", () => {
  const days = span("2026-11-17..2026-11-19");

  it.each([
    [{ kind: "days", ...days }, 3_456, "17–19 Nov 2026 selected, 3,456 events"],
    [{ kind: "last7Days" }, 1, "Last 7 days selected, 17–19 Nov 2026, 1 event"],
    [{ kind: "allTime" }, 0, "All time selected, 17–19 Nov 2026, no events"],
  ] as const)("contains the days and events of %o", (range, eventCount, text) => {
    expect(selectedText(range, days, eventCount)).toBe(text);
  });

  it.each([
    [{ kind: "days", ...days }, "17–19 Nov 2026 selected"],
    [{ kind: "last7Days" }, "Last 7 days selected, 17–19 Nov 2026"],
  ] as const)("leaves out the events of %o until they are known", (range, text) => {
    expect(selectedText(range, days, undefined)).toBe(text);
  });

  it("shows a single day as one date", () => {
    const day = span("2026-11-19");
    expect(selectedText({ kind: "days", ...day }, day, 456)).toBe(
      "19 Nov 2026 selected, 456 events",
    );
  });

  it("says that all time has no events if there are no files", () => {
    expect(selectedText({ kind: "allTime" }, undefined, 0)).toBe("All time selected; no events");
  });
});
