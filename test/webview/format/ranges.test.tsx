import { describe, expect, it } from "vitest";
import { parseExportRange } from "../../../shared/exportRange.ts";
import { describeRange } from "../../../webview/format/ranges.ts";
import { NOW_MS } from "../appFixture.tsx";
import { span } from "../dayFixture.ts";

const TOUCHED = span("2026-11-13..2026-11-20");

function titleOf(text: string, touched: typeof TOUCHED | undefined = TOUCHED): string {
  const range = parseExportRange(text);
  if (range === undefined) throw new Error(`${text} is not a range.`);
  return describeRange({ range, nowMs: NOW_MS }, touched);
}

describe("the title of a range", () => {
  it.each([
    ["24h", "Last 24 hours, since 19 Nov 2026, 11:49 UTC"],
    ["7d", "Last 7 days, since 13 Nov 2026, 11:49 UTC"],
    ["30d", "Last 30 days, since 21 Oct 2026, 11:49 UTC"],
  ])("of the preset %s shows when it starts", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  it("of whole days shows their dates", () => {
    expect(titleOf("2026-11-17", span("2026-11-17"))).toBe("17 Nov 2026 (UTC)");
  });

  it("of all time shows the first and last day with files, if any", () => {
    expect(titleOf("all")).toBe("13–20 Nov 2026 (UTC)");
    expect(describeRange({ range: { kind: "allTime" }, nowMs: NOW_MS }, undefined)).toBe(
      "No telemetry yet",
    );
  });
});
