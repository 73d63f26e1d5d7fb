import { describe, expect, it } from "vitest";
import { bucketsOf, bucketSizeOf, totalOf } from "../../../webview/chart/buckets.ts";
import {
  bucketAxisText,
  bucketIsoText,
  bucketLabel,
  bucketName,
} from "../../../webview/chart/bucketText.ts";
import { dayCount, span } from "../dayFixture.ts";

describe("bucketSizeOf", () => {
  it.each([
    ["2026-11-17", "day"],
    ["2026-08-01..2026-10-31", "day"],
    ["2026-08-01..2026-11-01", "month"],
    ["2026-12-31..2027-04-02", "month"],
    ["2016-12-31..2026-11-30", "month"],
    ["2016-11-30..2026-11-01", "year"],
    ["1970-01-01..2026-11-20", "year"],
    ["0001-01-01..2026-11-20", "century"],
  ])("for %s is a %s", (text, size) => {
    expect(bucketSizeOf(span(text))).toBe(size);
  });
});

describe("bucketsOf with days", () => {
  it("has one bucket per day, including days without files", () => {
    const days = [dayCount("2028-02-28", 3, 1), dayCount("2028-03-01", 5)];
    const buckets = bucketsOf(days, span("2028-02-28..2028-03-01"), "day");
    expect(buckets.map(({ startDay, endDay }) => [startDay, endDay])).toEqual([
      ["2028-02-28", "2028-02-28"],
      ["2028-02-29", "2028-02-29"],
      ["2028-03-01", "2028-03-01"],
    ]);
    expect(buckets.map(({ eventCount, fileCount }) => [eventCount, fileCount])).toEqual([
      [3, 1],
      [0, 0],
      [5, 1],
    ]);
  });

  it("leaves out days outside the span", () => {
    const days = [dayCount("2026-11-16", 1), dayCount("2026-11-17", 2), dayCount("2026-11-18", 4)];
    const buckets = bucketsOf(days, span("2026-11-17"), "day");
    expect(totalOf(buckets).eventCount).toBe(2);
  });

  it("ends at the last supported day", () => {
    expect(bucketsOf([], span("9999-12-30..9999-12-31"), "day")).toHaveLength(2);
  });
});

describe("bucketsOf with months, years, and centuries", () => {
  const days = [
    { ...dayCount("2026-12-31", 10, 1), skippedLineCount: 2 },
    dayCount("2027-01-01", 20, 2),
    { ...dayCount("2027-01-31", 30), fileCount: 4 },
    dayCount("2027-03-05", 40),
  ];

  it("adds up the days of a month, and clips the first and last month to the span", () => {
    const buckets = bucketsOf(days, span("2026-12-20..2027-03-10"), "month");
    expect(buckets.map((bucket) => [bucket.startDay, bucket.endDay, bucket.eventCount])).toEqual([
      ["2026-12-20", "2026-12-31", 10],
      ["2027-01-01", "2027-01-31", 50],
      ["2027-02-01", "2027-02-28", 0],
      ["2027-03-01", "2027-03-10", 40],
    ]);
  });

  it("adds up the days of a year", () => {
    const buckets = bucketsOf(days, span("2025-06-01..2027-03-10"), "year");
    expect(buckets.map((bucket) => [bucket.startDay, bucket.endDay, bucket.eventCount])).toEqual([
      ["2025-06-01", "2025-12-31", 0],
      ["2026-01-01", "2026-12-31", 10],
      ["2027-01-01", "2027-03-10", 90],
    ]);
  });

  it("returns at most 100 buckets for any years in file names", () => {
    const all = span("0001-01-01..9999-12-31");
    const buckets = bucketsOf(days, all, bucketSizeOf(all));
    expect(buckets).toHaveLength(100);
    expect(buckets.find(({ eventCount }) => eventCount > 0)).toMatchObject({
      startDay: "2000-01-01",
      endDay: "2099-12-31",
      eventCount: 100,
    });
  });

  it("keeps all counts", () => {
    for (const size of ["day", "month", "year", "century"] as const) {
      expect(totalOf(bucketsOf(days, span("2026-12-20..2027-03-10"), size))).toEqual({
        eventCount: 100,
        errorCount: 3,
        fileCount: 7,
        skippedLineCount: 2,
      });
    }
  });
});

describe("the text of a bucket", () => {
  const [day] = bucketsOf([dayCount("2028-02-29", 1_234, 12)], span("2028-02-29"), "day");
  const [century] = bucketsOf([], span("1900-01-01..2026-01-01"), "century");
  if (day === undefined || century === undefined) throw new Error("There are no buckets.");

  it.each([
    ["day", "Tuesday, 29 February 2028", "29 Feb", "2028-02-29"],
    ["month", "February 2028", "Feb 2028", "2028-02"],
    ["year", "2028", "2028", "2028"],
  ] as const)("names a %s", (size, name, axisText, isoText) => {
    expect(bucketName(day, size)).toBe(name);
    expect(bucketAxisText(day, size)).toBe(axisText);
    expect(bucketIsoText(day, size)).toBe(isoText);
  });

  it("names a century by its years", () => {
    expect(bucketName(century, "century")).toBe("1900–1999");
    expect(bucketAxisText(century, "century")).toBe("1900");
  });

  it("contains all counts, and skipped lines if there are any", () => {
    expect(bucketLabel(day, "day")).toBe(
      "Tuesday, 29 February 2028, 1,234 events, 12 errors, 1 file",
    );
    expect(bucketLabel({ ...day, errorCount: 0, skippedLineCount: 1 }, "month")).toBe(
      "February 2028, 1,234 events, no errors, 1 file, 1 skipped line",
    );
  });
});
