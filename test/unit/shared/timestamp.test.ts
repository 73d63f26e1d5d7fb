import { describe, expect, it } from "vitest";
import { parseInstantMs, unixNanoOf } from "../../../shared/timestamp.ts";

/** The OTLP time of a timestamp, or undefined if the text is not a timestamp. */
function nanoOf(text: string): string | undefined {
  const epochMs = parseInstantMs(text);
  return epochMs === undefined ? undefined : unixNanoOf(text, epochMs);
}

describe("parseInstantMs", () => {
  it.each([
    ["2026-06-28T09:25:01.975Z", 1_782_638_701_975],
    ["1970-01-01T00:00:00.000Z", 0],
    ["2028-02-29T23:59:59.999Z", 1_835_481_599_999],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
    ["2026-06-28T09:25:01Z", 1_782_638_701_000],
    ["2026-06-28T11:25:01.975+02:00", 1_782_638_701_975],
    ["2026-06-27T23:25:01.975-10:00", 1_782_638_701_975],
    ["2026-06-28T09:25:01.9759999Z", 1_782_638_701_975],
    ["2026-06-28T09:25:01.9Z", 1_782_638_701_900],
    ["2026-06-28T09:25:01.123456789123Z", 1_782_638_701_123],
    ["2026-06-28T24:00:00.000Z", 1_782_691_200_000],
  ])("parses %s", (text, epochMs) => {
    expect(parseInstantMs(text)).toBe(epochMs);
    expect(epochMs).toBe(Math.floor(Date.parse(text)));
  });

  it.each([
    ["small letters", "2026-06-28t09:25:01.975z", 1_782_638_701_975],
    ["a space for the T", "2026-06-28 09:25:01.975Z", 1_782_638_701_975],
    ["a space for the T and no fraction", "2026-06-28 09:25:01+00:00", 1_782_638_701_000],
    ["an offset without a colon", "2026-06-28T11:25:01.975+0200", 1_782_638_701_975],
    [
      "an offset without a colon, as long as our own form",
      "2026-06-28T11:25:01+0200",
      1_782_638_701_000,
    ],
    ["an unknown local offset", "2026-06-28T09:25:01.975-00:00", 1_782_638_701_975],
    ["the largest offset", "2026-06-29T09:24:01+23:59", 1_782_638_701_000],
    ["1970 by its zone", "1969-12-31T23:30:00.000-01:00", 1_800_000],
    ["a leap second", "2026-06-28T23:59:60.000Z", 1_782_691_199_999],
    ["the middle of a leap second", "2026-06-28T23:59:60.5z", 1_782_691_199_999],
    ["a leap second by its zone", "2016-12-31T15:59:60-08:00", 1_483_228_799_999],
    ["the last leap second", "9999-12-31T23:59:60Z", 253_402_300_799_999],
    [
      "forty digits of a fraction",
      `2026-06-28T09:25:01.${"1234567890".repeat(4)}Z`,
      1_782_638_701_123,
    ],
  ])("reads %s", (_, text, epochMs) => {
    expect(parseInstantMs(text)).toBe(epochMs);
  });

  it.each([
    ["nothing", ""],
    ["a day", "2026-06-28"],
    ["no time zone", "2026-06-28T09:25:01.975"],
    ["a day that does not exist", "2026-02-30T00:00:00.000Z"],
    ["29 February of a common year", "2026-02-29T00:00:00.000Z"],
    ["hour 25", "2026-06-28T25:00:00.000Z"],
    ["minute 60", "2026-06-28T09:60:00.000Z"],
    ["a letter among the digits", "2026-06-28T0x:25:01.975Z"],
    ["a sign among the digits", "2026-06-28T-1:25:01.975Z"],
    ["a space among the digits", "2026-06-28T 9:25:01.975Z"],
    ["before 1970", "1969-12-31T23:59:59.999Z"],
    ["before 1970 because of its time zone", "1970-01-01T00:00:00.000+01:00"],
    ["the year 10000", "+010000-01-01T00:00:00.000Z"],
    ["the year 10000 by its zone", "9999-12-31T23:59:59.999-01:00"],
    ["an impossible zone", "2026-06-28T09:25:01.975+99:99"],
    ["an offset of a whole day", "2026-06-28T09:25:01.975+24:00"],
    ["minute 60 of an offset", "2026-06-28T09:25:01.975+01:60"],
    ["an offset of hours alone", "2026-06-28T11:25:01+02"],
    ["second 61", "2026-06-28T23:59:61Z"],
    ["an instant after 24:00", "2026-06-28T24:00:00.001Z"],
    ["a leap second after 24:00", "2026-06-28T24:00:60Z"],
    ["no seconds", "2026-06-28T09:25Z"],
    ["a comma before the fraction", "2026-06-28T09:25:01,975Z"],
    ["a point without a fraction", "2026-06-28T09:25:01.Z"],
    ["the basic form", "20260628T092501Z"],
    ["a date of weeks", "2026-W26-7T09:25:01Z"],
    ["a date of days", "2026-179T09:25:01Z"],
    ["the English form", "Sun, 28 Jun 2026 09:25:01 GMT"],
    ["something behind it", "2026-06-28T09:25:01.975Z "],
    ["a line feed behind it", "2026-06-28T09:25:01.975Z\n"],
  ])("refuses %s", (_, text) => {
    expect(parseInstantMs(text)).toBeUndefined();
  });

  it("does not confuse the days of consecutive calls", () => {
    expect(parseInstantMs("2026-06-28T00:00:00.000Z")).toBe(1_782_604_800_000);
    expect(parseInstantMs("2026-06-31T00:00:00.000Z")).toBeUndefined();
    expect(parseInstantMs("2026-06-27T00:00:00.000Z")).toBe(1_782_518_400_000);
    expect(parseInstantMs("2026-06-28T00:00:00.001Z")).toBe(1_782_604_800_001);
  });
});

describe("unixNanoOf", () => {
  it.each([
    ["2026-06-28T09:25:01.975Z", "1782638701975000000"],
    ["2026-06-28T09:25:01.000Z", "1782638701000000000"],
    ["2026-06-28T09:25:01.007Z", "1782638701007000000"],
    ["2026-06-28T09:25:01Z", "1782638701000000000"],
    ["2026-06-28T09:25:01.5Z", "1782638701500000000"],
    ["2026-06-28T11:25:01.123456789+02:00", "1782638701123456789"],
    ["2026-06-28T09:25:01.1234567899Z", "1782638701123456789"],
    ["2026-06-28 09:25:01.123456789z", "1782638701123456789"],
    ["2026-06-28T11:25:01+0200", "1782638701000000000"],
    ["2026-06-28T23:59:60Z", "1782691199999999999"],
    ["2026-06-28T23:59:60.500Z", "1782691199999999999"],
    ["1970-01-01T00:00:00.0001239999Z", "123999"],
    ["1970-01-01T00:00:01.000Z", "1000000000"],
    ["1970-01-01T00:00:00.999Z", "999000000"],
    ["1970-01-01T00:00:00.0009Z", "900000"],
    ["1970-01-01T01:00:00.000000002+01:00", "2"],
  ])("keeps every digit of %s", (text, nano) => {
    expect(nanoOf(text)).toBe(nano);
  });

  it("is never 0, which means unknown", () => {
    expect(nanoOf("1970-01-01T00:00:00.000Z")).toBe("1");
  });

  it.each(["2554-07-21T23:34:33.709Z", "2554-07-21T23:34:33.710Z", "9999-12-31T23:59:59.999Z"])(
    "stays within 64 bits for %s",
    (text) => {
      expect(BigInt(nanoOf(text) ?? -1)).toBeLessThan(2n ** 64n);
      expect(BigInt(nanoOf(text) ?? -1)).toBeGreaterThanOrEqual(2n ** 64n - 1_000_000n);
    },
  );

  it("is exact up to the last millisecond that fits in 64 bits", () => {
    expect(nanoOf("2554-07-21T23:34:33.708Z")).toBe("18446744073708000000");
  });
});
