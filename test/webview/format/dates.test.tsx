import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { describeDay, describeDayRange } from "../../../webview/format/days.ts";
import { describeLocalTime } from "../../../webview/format/instants.ts";
import { day } from "../dayFixture.ts";

describe.each([
  ["Pacific/Kiritimati", "23:41"],
  ["America/Los_Angeles", "01:41"],
])("in the time zone %s", (zone, localTime) => {
  beforeAll(() => {
    vi.stubEnv("TZ", zone);
  });

  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it("describeLocalTime uses the local time", () => {
    expect(describeLocalTime(Date.UTC(2026, 10, 17, 9, 41))).toBe(localTime);
  });

  it("describeDay uses the UTC day", () => {
    expect(describeDay(day("2026-11-17"))).toBe("17 Nov 2026");
  });

  it.each([
    ["2026-11-17", "2026-11-17", "17 Nov 2026"],
    ["2026-11-17", "2026-11-19", "17–19 Nov 2026"],
    ["2026-10-30", "2026-11-02", "30 Oct – 2 Nov 2026"],
    ["2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"],
  ])("the range from %s to %s does not repeat common parts", (startDay, endDay, text) => {
    expect(describeDayRange(day(startDay), day(endDay))).toBe(text);
  });
});

describe("dates on a page in another language", () => {
  afterEach(() => {
    document.documentElement.lang = "";
  });

  it("use that language", () => {
    document.documentElement.lang = "de";
    expect(describeDay(day("2026-10-17"))).toBe("17. Okt. 2026");
  });

  it("follow a change of the language", () => {
    describeDay(day("2026-10-17"));
    document.documentElement.lang = "de";
    expect(describeDay(day("2026-10-17"))).toBe("17. Okt. 2026");
  });
});
