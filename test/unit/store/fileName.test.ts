import { describe, expect, it } from "vitest";
import {
  compareFileNames,
  formatFileName,
  fromSortKey,
  parseFileName,
  toSortKey,
} from "../../../extension/store/fileName.ts";
import { utcDayOf } from "../../../shared/days.ts";

const DAY = utcDayOf(Date.parse("2026-06-28T12:00:00.000Z"));

describe("the name of a telemetry file", () => {
  it("has no number in the first file of a session's day", () => {
    expect(formatFileName(DAY, "4f0c9e21", 0)).toBe("telemetry-2026-06-28-4f0c9e21.jsonl");
  });

  it("has the segment's number in every further file", () => {
    expect(formatFileName(DAY, "4f0c9e21", 12)).toBe("telemetry-2026-06-28-4f0c9e21.12.jsonl");
  });

  it("is read back as what it was made of", () => {
    for (const segment of [0, 1, 9, 10, 999_999_999]) {
      const name = formatFileName(DAY, "4f0c9e21", segment);
      expect(parseFileName(name)).toEqual({ name, day: DAY, session8: "4f0c9e21", segment });
    }
  });

  it.each([
    ["of another kind", "notes.txt"],
    ["with something before it", "my-telemetry-2026-06-28-4f0c9e21.jsonl"],
    ["with something behind it", "telemetry-2026-06-28-4f0c9e21.jsonl.tmp"],
    ["with a line break behind it", "telemetry-2026-06-28-4f0c9e21.jsonl\n"],
    ["in capital letters", "TELEMETRY-2026-06-28-4f0c9e21.JSONL"],
    ["of the 30th of February", "telemetry-2026-02-30-4f0c9e21.jsonl"],
    ["of the 29th of February of no leap year", "telemetry-2027-02-29-4f0c9e21.jsonl"],
    ["of a 13th month", "telemetry-2026-13-01-4f0c9e21.jsonl"],
    ["of a day 0", "telemetry-2026-06-00-4f0c9e21.jsonl"],
    ["of a year of five digits", "telemetry-10000-06-28-4f0c9e21.jsonl"],
    ["with digits of another script", "telemetry-２０２６-06-28-4f0c9e21.jsonl"],
    ["with a short session", "telemetry-2026-06-28-4f0c9e2.jsonl"],
    ["with a long session", "telemetry-2026-06-28-4f0c9e21a.jsonl"],
    ["with a segment 0", "telemetry-2026-06-28-4f0c9e21.0.jsonl"],
    ["with a leading zero", "telemetry-2026-06-28-4f0c9e21.01.jsonl"],
    ["with a negative segment", "telemetry-2026-06-28-4f0c9e21.-1.jsonl"],
    ["with a segment of 20 digits", "telemetry-2026-06-28-4f0c9e21.12345678901234567890.jsonl"],
    ["with two segments", "telemetry-2026-06-28-4f0c9e21.1.2.jsonl"],
    ["with a folder", "../telemetry-2026-06-28-4f0c9e21.jsonl"],
    ["that is empty", ""],
  ])("is not one %s", (_, name) => {
    expect(parseFileName(name)).toBeUndefined();
  });

  it("is taken with a session id in capital letters or of letters beyond f", () => {
    expect(parseFileName("telemetry-2026-06-28-Zz09AFxy.jsonl")?.session8).toBe("Zz09AFxy");
  });

  it("sorts by day, then by session, then by segment as a number", () => {
    const sorted = [
      "telemetry-2025-12-31-ffffffff.jsonl",
      "telemetry-2026-06-27-4f0c9e21.jsonl",
      "telemetry-2026-06-28-4f0c9e21.jsonl",
      "telemetry-2026-06-28-4f0c9e21.1.jsonl",
      "telemetry-2026-06-28-4f0c9e21.2.jsonl",
      "telemetry-2026-06-28-4f0c9e21.10.jsonl",
      "telemetry-2026-06-28-4f0c9e22.jsonl",
    ];
    const shuffled = [3, 6, 0, 5, 2, 4, 1].map((index) => sorted[index] ?? "");
    const parsed = shuffled.map((name) => parseFileName(name)).filter((name) => name !== undefined);
    expect(parsed.sort(compareFileNames).map(({ name }) => name)).toEqual(sorted);
  });
});

describe("a sort key", () => {
  const names = [
    "telemetry-2026-06-28-AAAAAAAA.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.9.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.10.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.999999999.jsonl",
    "telemetry-2026-06-28-bbbbbbbb.jsonl",
    "telemetry-2026-06-29-00000000.1.jsonl",
  ].map((name) => parseFileName(name) ?? expect.fail(name));

  it("restores the name", () => {
    expect(names.map((name) => fromSortKey(toSortKey(name)))).toEqual(names);
  });

  it("sorts as text like the names", () => {
    const keys = names.map(toSortKey);
    expect(keys.toReversed().sort()).toEqual(keys);
    expect(names.toReversed().sort(compareFileNames)).toEqual(names);
  });
});
