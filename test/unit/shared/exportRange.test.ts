import { describe, expect, it } from "vitest";
import {
  exportRangeFileNamePart,
  exportRangeToInstants,
  parseExportRange,
} from "../../../shared/exportRange.ts";

const NOW_MS = Date.parse("2026-07-01T12:00:00.000Z");

/** The instants of a typed range as ISO strings, or undefined if the text is not a range. */
function instantsOf(text: string) {
  const range = parseExportRange(text);
  if (range === undefined) return undefined;
  const { startMs, endMsExclusive } = exportRangeToInstants(range, NOW_MS);
  return [startMs, endMsExclusive].map((ms) =>
    ms === undefined ? "open" : new Date(ms).toISOString(),
  );
}

describe("a typed range", () => {
  it.each([
    ["all", "open", "open"],
    ["24h", "2026-06-30T12:00:00.000Z", "2026-07-01T12:00:00.000Z"],
    ["7d", "2026-06-24T12:00:00.000Z", "2026-07-01T12:00:00.000Z"],
    ["30d", "2026-06-01T12:00:00.000Z", "2026-07-01T12:00:00.000Z"],
    ["2026-06-28", "2026-06-28T00:00:00.000Z", "2026-06-29T00:00:00.000Z"],
    ["2026-06-28..2026-06-28", "2026-06-28T00:00:00.000Z", "2026-06-29T00:00:00.000Z"],
    ["2026-06-28..2026-07-01", "2026-06-28T00:00:00.000Z", "2026-07-02T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["2026-12-31..2027-01-01", "2026-12-31T00:00:00.000Z", "2027-01-02T00:00:00.000Z"],
  ])("%s is from %s to %s, exclusive", (text, start, end) => {
    expect(instantsOf(text)).toEqual([start, end]);
  });

  it.each([
    ["an empty string", ""],
    ["an unknown word", "1y"],
    ["a word in capitals", "ALL"],
    ["a word with a space", " 24h"],
    ["the name of a method every object has", "toString"],
    ["the name of the prototype", "__proto__"],
    ["a day that does not exist", "2026-02-30"],
    ["29 February of a common year", "2026-02-29"],
    ["month 13", "2026-13-01"],
    ["month 00", "2026-00-10"],
    ["day 00", "2026-06-00"],
    ["a day of one digit", "2026-6-1"],
    ["an instant", "2026-06-28T00:00:00Z"],
    ["a day and a line feed", "2026-06-28\n"],
    ["digits of another script", "２０２６-06-28"],
    ["an end before its start", "2026-06-29..2026-06-28"],
    ["an open end", "2026-06-28.."],
    ["an open start", "..2026-06-28"],
    ["three days", "2026-06-28..2026-06-29..2026-06-30"],
    ["three dots", "2026-06-28...2026-06-29"],
    ["an impossible end", "2026-06-28..2026-06-31"],
    ["a word as an end", "2026-06-28..all"],
  ])("must not be %s", (_, text) => {
    expect(parseExportRange(text)).toBeUndefined();
  });
});

describe("exportRangeFileNamePart", () => {
  it.each([
    ["all", "all-time"],
    ["24h", "last-24-hours"],
    ["7d", "last-7-days"],
    ["30d", "last-30-days"],
    ["2026-06-28", "2026-06-28"],
    ["2026-06-28..2026-06-28", "2026-06-28"],
    ["2026-06-28..2026-07-01", "2026-06-28_2026-07-01"],
  ])("for %s is %s", (text, part) => {
    const range = parseExportRange(text);
    expect(range && exportRangeFileNamePart(range)).toBe(part);
  });
});
