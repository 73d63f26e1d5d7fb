import { describe, expect, it } from "vitest";
import { touchedDays } from "../../webview/touchedDays.ts";
import { dayCount, span } from "./dayFixture.ts";

const NOON_MS = Date.parse("2026-11-20T12:00:00.000Z");
const MIDNIGHT_MS = Date.parse("2026-11-20T00:00:00.000Z");

describe("touchedDays", () => {
  it.each([
    ["last24Hours", NOON_MS, "2026-11-19..2026-11-20"],
    ["last7Days", NOON_MS, "2026-11-13..2026-11-20"],
    ["last30Days", NOON_MS, "2026-10-21..2026-11-20"],
    ["last24Hours", MIDNIGHT_MS, "2026-11-19"],
    ["last7Days", MIDNIGHT_MS, "2026-11-13..2026-11-19"],
    ["last24Hours", MIDNIGHT_MS + 1, "2026-11-19..2026-11-20"],
    ["last24Hours", Date.parse("2028-03-01T06:00:00.000Z"), "2028-02-29..2028-03-01"],
    ["last7Days", Date.parse("2027-01-03T06:00:00.000Z"), "2026-12-27..2027-01-03"],
    ["last30Days", 0, "1970-01-01"],
  ] as const)("for %s at %d are %s", (kind, nowMs, days) => {
    expect(touchedDays({ kind }, nowMs, [])).toEqual(span(days));
  });

  it("for days are those days", () => {
    const range = { kind: "days", ...span("2026-11-17..2026-11-19") } as const;
    expect(touchedDays(range, NOON_MS, [])).toEqual(span("2026-11-17..2026-11-19"));
  });

  it("for all time range from the first to the last day with files, even in the future", () => {
    const days = [dayCount("2026-05-04", 1), dayCount("2026-11-20", 1), dayCount("2031-01-01", 1)];
    expect(touchedDays({ kind: "allTime" }, NOON_MS, days)).toEqual(span("2026-05-04..2031-01-01"));
  });

  it("for all time are undefined without files", () => {
    expect(touchedDays({ kind: "allTime" }, NOON_MS, [])).toBeUndefined();
  });
});
