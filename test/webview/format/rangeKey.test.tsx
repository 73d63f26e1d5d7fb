import { describe, expect, it } from "vitest";
import { rangeKey } from "../../../webview/format/rangeKey.ts";
import { span } from "../dayFixture.ts";

describe("rangeKey", () => {
  it("differs if ranges differ", () => {
    const ranges = [
      { kind: "last7Days" },
      { kind: "allTime" },
      { kind: "days", ...span("2026-11-17") },
      { kind: "days", ...span("2026-11-17..2026-11-18") },
    ] as const;
    expect(new Set(ranges.map(rangeKey)).size).toBe(4);
    expect(rangeKey({ kind: "days", ...span("2026-11-17") })).toBe(rangeKey(ranges[2]));
  });
});
