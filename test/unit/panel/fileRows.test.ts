import { describe, expect, it } from "vitest";
import { createFilePage, type FilePage } from "../../../extension/panel/fileRows.ts";
import type { FileSummary } from "../../../extension/store/index/fileSummary.ts";
import { FILE_COLUMNS, MAX_PAGE_BYTES } from "../../../shared/protocol/values.ts";
import { summaryOf } from "../store/retention/deletionFixture.ts";

const MOMENT = { nowMs: Date.parse("2026-07-02T12:00:00.000Z"), session8: "ffffffff" };

function fileOf(day: string, session8: string, changes: Partial<FileSummary>): FileSummary {
  return { ...summaryOf(day, session8), ...changes };
}

const A = fileOf("2026-06-25", "cccccccc", { eventCount: 5, errorCount: 1, skippedLineCount: 0 });
const B = fileOf("2026-06-26", "aaaaaaaa", { eventCount: 9, errorCount: 3, skippedLineCount: 2 });
const C = fileOf("2026-06-26", "bbbbbbbb", { eventCount: 1, errorCount: 2, skippedLineCount: 1 });
const OWN = summaryOf("2026-07-02", "ffffffff");
const ALL = [A, B, C];

function page(changes: Partial<FilePage> = {}, summaries: readonly FileSummary[] = ALL) {
  const defaults = {
    range: {},
    sortBy: "day",
    isDescending: false,
    offset: 0,
    limit: 500,
  } as const;
  return createFilePage(summaries, { ...defaults, ...changes }, MOMENT);
}

async function sessions(changes: Partial<FilePage>): Promise<string> {
  const { rows } = await page(changes);
  return rows.map(({ session8 }) => session8[0]).join("");
}

describe("the list of files", () => {
  it.each([
    ["day", "cab"],
    ["session", "abc"],
    ["events", "bca"],
    ["errors", "cba"],
    ["skippedLines", "cba"],
    // Equal in all three, so day, session, and segment decide.
    ["bytes", "cab"],
    ["segment", "cab"],
  ] as const)("is sorted by %s", async (sortBy, expected) => {
    expect(await sessions({ sortBy })).toBe(expected);
    const reversed = expected.split("").reverse().join("");
    expect(await sessions({ sortBy, isDescending: true })).toBe(reversed);
  });

  it("can be sorted by each column", async () => {
    for (const sortBy of FILE_COLUMNS) expect(await sessions({ sortBy })).toHaveLength(3);
  });

  it("is split into pages without gaps", async () => {
    const pages = [0, 1, 2, 3].map((offset) => sessions({ offset, limit: 1 }));
    expect(await Promise.all(pages)).toEqual(["c", "a", "b", ""]);
    expect((await page({ offset: 2, limit: 1 })).fileCount).toBe(3);
  });

  it("contains the files that an export of the range would read", async () => {
    const startMs = Date.parse("2026-06-26T00:00:00.000Z");
    expect(await sessions({ range: { startMs } })).toBe("ab");
    expect((await page({ range: { startMs } })).fileCount).toBe(2);
    expect(await sessions({ range: { endMsExclusive: startMs } })).toBe("c");
  });

  it("marks files that may still be in use, whatever the range", async () => {
    expect((await page({}, [OWN])).rows).toMatchObject([{ isBeingWritten: true }]);
    // The session has a later file outside the range, which is the one in use.
    const earlier = summaryOf("2026-07-01", "ffffffff");
    const range = { endMsExclusive: Date.parse("2026-07-02T00:00:00.000Z") };
    expect((await page({ range }, [earlier, OWN])).rows).toMatchObject([{ isBeingWritten: false }]);
  });

  it("ends a page before it is too large for a message", async () => {
    const skippedLines = Array.from({ length: 10 }, (_, lineNumber) => ({
      lineNumber: lineNumber + 1,
      reason: "r".repeat(80),
    }));
    const frequentEvents = Array.from({ length: 5 }, (_, index) => ({
      name: `${index}`.padEnd(256, "é"),
      count: 1,
    }));
    const summaries = Array.from({ length: 500 }, (_, index) => ({
      ...summaryOf("2026-06-25", index.toString(16).padStart(8, "0")),
      skippedLines,
      frequentEvents,
    }));
    const { fileCount, rows } = await page({}, summaries);
    expect(fileCount).toBe(500);
    expect(rows.length).toBeLessThan(500);
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    const next = (await page({ offset: rows.length }, summaries)).rows;
    expect(next[0]?.fileName).toBe(summaries[rows.length]?.file.name);
  });

  it("contains at most five frequent events, and why a file is unreadable", async () => {
    const frequentEvents = Array.from({ length: 9 }, (_, index) => ({
      name: `event ${index}`,
      count: 9 - index,
    }));
    const [row] = (await page({}, [{ ...A, frequentEvents, unreadReason: "EIO" }])).rows;
    expect(row?.frequentEvents).toEqual(frequentEvents.slice(0, 5));
    expect(row?.unreadReason).toBe("EIO");
    expect(row).not.toHaveProperty("firstMs");
  });
});
