import { afterEach, describe, expect, it } from "vitest";
import {
  describeCount,
  describeDays,
  describeEventCount,
  describeEvents,
  describeFiles,
} from "../../../webview/format/counts.ts";

describe("counts in words", () => {
  afterEach(() => {
    document.documentElement.lang = "";
  });

  it.each([
    [describeEvents, "0 events", "1 event", "12,345 events"],
    [describeFiles, "0 files", "1 file", "12,345 files"],
    [describeDays, "0 days", "1 day", "12,345 days"],
  ])("have forms for zero, one, and many: %o", (describeCounts, none, one, many) => {
    expect([0, 1, 12_345].map(describeCounts)).toEqual([none, one, many]);
  });

  it.each([
    [0, 0, "0"],
    [16, 0, "16 (no errors)"],
    [16, 1, "16 (1 error)"],
    [12_345, 1_234, "12,345 (1,234 errors)"],
  ])("of %d events with %d errors contain both", (eventCount, errorCount, text) => {
    expect(describeEventCount(eventCount, errorCount)).toBe(text);
  });

  it("use the language of the page", () => {
    document.documentElement.lang = "de";
    expect(describeCount(12_345)).toBe("12.345");
  });
});
