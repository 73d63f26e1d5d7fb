import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../shared/protocol/values.ts";
import { StoreFacts } from "../../../webview/header/StoreFacts.tsx";
import { dayCount } from "../dayFixture.ts";
import { snapshotWith, totalsWith } from "../snapshots.ts";

/** Renders the facts and returns their terms and values. */
function factsOf(changes: Partial<Snapshot>): Readonly<Record<string, string>> {
  render(<StoreFacts snapshot={snapshotWith(changes)} />);
  return Object.fromEntries(
    screen
      .getAllByRole("term")
      .map((term) => [term.textContent, term.nextElementSibling?.textContent ?? ""]),
  );
}

describe("the facts about the store", () => {
  it("omit problems while nothing is stored", () => {
    expect(factsOf({})).toEqual({
      Stored: "0B of 100.00MB, kept for up to 30 days",
      Days: "None",
      Files: "0",
      Events: "0",
      Buffered: "0",
    });
  });

  it("contain the totals and the days from the oldest to the newest", () => {
    const facts = factsOf({
      totals: totalsWith({
        byteCount: 99_823_000,
        fileCount: 214,
        eventCount: 412_345,
        errorCount: 1,
      }),
      days: [dayCount("2026-10-22", 1), dayCount("2026-11-01", 1), dayCount("2026-11-20", 1)],
    });
    expect(facts).toEqual({
      Stored: "95.20MB of 100.00MB, kept for up to 30 days",
      Days: "22 Oct – 20 Nov 2026 UTC",
      Files: "214",
      Events: "412,345 (1 error)",
      Buffered: "0",
    });
  });

  it("include misfiled events, skipped lines, unreadable files, and dropped events", () => {
    const facts = factsOf({
      totals: totalsWith({ skippedLineCount: 3, unreadFileCount: 2, misfiledEventCount: 5 }),
      bufferedEventCount: 7,
      droppedEventCount: 11,
    });
    expect(facts).toMatchObject({
      Misfiled: "5 in files for other days",
      "Skipped lines": "3",
      "Unreadable files": "2",
      Buffered: "7",
      Dropped: "11",
    });
  });

  it("explain each problem without a tooltip", () => {
    factsOf({
      totals: totalsWith({ skippedLineCount: 3, unreadFileCount: 2, misfiledEventCount: 5 }),
      droppedEventCount: 11,
    });
    for (const name of ["Misfiled", "Skipped lines", "Unreadable files", "Dropped"]) {
      const [value, note] = siblingsOf(screen.getByText(name));
      expect(value?.title).toBe("");
      expect(note?.textContent).toMatch(/\w+ \w+/);
    }
  });

  it("show the size of the store as an accessible meter", () => {
    factsOf({ totals: totalsWith({ byteCount: 52_428_800 }) });
    const meter = screen.getByRole("meter", { name: "Stored" });
    expect(meter.ariaValueNow).toBe("50");
    expect(meter.ariaValueText).toBe("50.00MB of 100.00MB, kept for up to 30 days");
  });

  it("keep the meter within its bounds if the store exceeds its limit", () => {
    factsOf({ totals: totalsWith({ byteCount: 209_715_200 }) });
    expect(screen.getByRole("meter").ariaValueNow).toBe("100");
  });

  it("omit the limit for another folder", () => {
    const source = { kind: "folder", folder: "/f", machine: "devbox", isReadOnly: true } as const;
    expect(factsOf({ source, totals: totalsWith({ byteCount: 512 }) })["Stored"]).toBe("512B");
  });
});

function siblingsOf(term: HTMLElement): HTMLElement[] {
  return [...(term.parentElement?.querySelectorAll("dd") ?? [])];
}
