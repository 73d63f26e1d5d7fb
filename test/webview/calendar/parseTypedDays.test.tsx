import { describe, expect, it } from "vitest";
import { parseTypedDays } from "../../../webview/calendar/parseTypedDays.ts";
import { span } from "../dayFixture.ts";

describe("parseTypedDays", () => {
  it("accepts two dates, even the same one twice", () => {
    expect(parseTypedDays("2026-11-17", "2026-11-19")).toEqual({
      span: span("2026-11-17..2026-11-19"),
    });
    expect(parseTypedDays("2028-02-29", "2028-02-29")).toEqual({ span: span("2028-02-29") });
  });

  it("ignores surrounding whitespace", () => {
    expect(parseTypedDays(" 2026-11-17", "2026-11-19\t")).toEqual({
      span: span("2026-11-17..2026-11-19"),
    });
  });

  it.each(["", "17.11.2026", "2026-11-7", "20261117", "2026-11-17T00:00", "tomorrow"])(
    "reports that %o is not in the expected format",
    (text) => {
      expect(parseTypedDays(text, "2026-11-19")).toEqual({ startProblem: "badFormat" });
      expect(parseTypedDays("2026-11-17", text)).toEqual({ endProblem: "badFormat" });
    },
  );

  it.each(["2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-11-31", "1900-02-29"])(
    "reports that %s does not exist",
    (text) => {
      expect(parseTypedDays(text, "2026-11-19")).toEqual({ startProblem: "invalidDate" });
    },
  );

  it("reports both dates if both are invalid", () => {
    expect(parseTypedDays("2026-02-30", "soon")).toEqual({
      startProblem: "invalidDate",
      endProblem: "badFormat",
    });
  });

  it("reports an end before the start", () => {
    expect(parseTypedDays("2026-11-19", "2026-11-18")).toEqual({ endProblem: "endBeforeStart" });
  });
});
