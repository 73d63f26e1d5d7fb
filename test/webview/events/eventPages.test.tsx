import { describe, expect, it } from "vitest";
import type { EventListRow } from "../../../shared/protocol/values.ts";
import {
  EventPages,
  indexOfEvent,
  isSameEvent,
  MAX_PAGES,
  PAGE_ROWS,
  rowAt,
} from "../../../webview/events/eventPages.ts";
import { eventRow, refOf } from "./storedEvents.ts";

interface Asked {
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly answer: (rows: readonly EventListRow[]) => Promise<void>;
  readonly fail: (failure: Error) => Promise<void>;
}

describe("the pages of a query", () => {
  it("loads those that are wanted, and no others", async () => {
    const { pages, asked, answerAll } = openPages(10_000);
    pages.loadRows(450, 520);
    expect(asked.map(({ offset, limit }) => [offset, limit])).toEqual([
      [400, 100],
      [500, 100],
    ]);
    await answerAll();
    expect(rowAt(pages.pages, 455)?.name).toBe("event.455");
    expect(rowAt(pages.pages, 399)).toBeUndefined();
  });

  it("asks for no row twice", async () => {
    const { pages, asked, answerAll } = openPages(1_000);
    pages.loadRows(0, 50);
    pages.loadRows(10, 60);
    await answerAll();
    pages.loadRows(0, 99);
    expect(asked).toHaveLength(1);
  });

  it("asks on where fewer rows came than it asked for", async () => {
    const { pages, asked } = openPages(1_000);
    pages.loadRows(0, 10);
    await asked[0]?.answer(rowsFrom(0, 30));
    expect(asked[1]).toMatchObject({ offset: 30, limit: 70 });
    await asked[1]?.answer(rowsFrom(30, 70));
    expect(rowAt(pages.pages, 99)?.name).toBe("event.99");
    expect(asked).toHaveLength(2);
  });

  it("completes its last page as the query finds more", async () => {
    const { pages, asked, answerAll } = openPages(120);
    pages.loadRows(0, 150);
    await answerAll();
    pages.setRowCount(150);
    expect(asked.at(-1)).toMatchObject({ offset: 120, limit: 30 });
  });

  it("takes no more rows than it asked for", async () => {
    const { pages, asked } = openPages(5);
    pages.loadRows(0, 4);
    await asked[0]?.answer(rowsFrom(0, 50));
    expect(pages.pages.get(0)).toHaveLength(5);
  });

  it("gives up what is not wanted any more", async () => {
    const { pages, asked } = openPages(10_000);
    pages.loadRows(0, 10);
    pages.loadRows(5_000, 5_010);
    expect(asked[0]?.signal.aborted).toBe(true);
    await asked[0]?.answer(rowsFrom(0, 100));
    expect(pages.pages.size).toBe(0);
  });

  it("keeps the pages nearest to what is looked at, and no more than it may", async () => {
    const { pages, answerAll } = openPages(100_000);
    for (let page = 0; page < 30; page++) {
      pages.loadRows(page * PAGE_ROWS, page * PAGE_ROWS);
      await answerAll();
    }
    expect(pages.pages.size).toBe(MAX_PAGES);
    expect([...pages.pages.keys()].sort((one, other) => one - other)).toEqual([
      20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    ]);
  });

  it("wants no more than it may keep", () => {
    const { pages, asked } = openPages(100_000);
    pages.loadRows(0, 99_999);
    expect(asked).toHaveLength(MAX_PAGES);
  });

  it("tells of a failure once, and does not ask again", async () => {
    const { pages, asked, failures } = openPages(1_000);
    pages.loadRows(0, 10);
    await asked[0]?.fail(new Error("EACCES"));
    pages.loadRows(0, 10);
    expect(failures).toEqual([new Error("EACCES")]);
    expect(asked).toHaveLength(1);
  });

  it("takes an answer without rows for a failure", async () => {
    const { pages, asked, failures } = openPages(1_000);
    pages.loadRows(0, 10);
    await asked[0]?.answer([]);
    expect(failures).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it("loads nothing once it is closed, and keeps what is there", async () => {
    const { pages, asked, answerAll } = openPages(1_000);
    pages.loadRows(0, 10);
    await answerAll();
    pages.loadRows(200, 210);
    pages.close();
    expect(asked[1]?.signal.aborted).toBe(true);
    pages.loadRows(400, 410);
    expect(asked).toHaveLength(2);
    expect(rowAt(pages.pages, 0)?.name).toBe("event.0");
  });

  it("finds an event among the rows that are there", async () => {
    const { pages, answerAll } = openPages(1_000);
    pages.loadRows(300, 310);
    await answerAll();
    expect(indexOfEvent(pages.pages, refOf(345))).toBe(345);
    expect(indexOfEvent(pages.pages, refOf(5))).toBeUndefined();
  });
});

describe("two places of events", () => {
  it("are the same in the same file at the same offset", () => {
    expect(isSameEvent(refOf(1), { ...refOf(1) })).toBe(true);
    expect(isSameEvent(refOf(1), refOf(2))).toBe(false);
    expect(isSameEvent(refOf(1), { ...refOf(1), fileName: "another" })).toBe(false);
    expect(isSameEvent(refOf(1), undefined)).toBe(false);
  });
});

function rowsFrom(offset: number, count: number): EventListRow[] {
  return Array.from({ length: count }, (_, index) => eventRow(offset + index));
}

function openPages(rowCount: number) {
  const asked: Asked[] = [];
  const failures: unknown[] = [];
  const answered = new Set<Asked>();
  const pages = new EventPages({
    load: (offset, limit, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly EventListRow[]>();
      asked.push({
        offset,
        limit,
        signal,
        answer: (rows) => {
          resolve(rows);
          return turns();
        },
        fail: (failure) => {
          reject(failure);
          return turns();
        },
      });
      return promise;
    },
    onChange: () => undefined,
    onFailed: (failure) => {
      failures.push(failure);
    },
  });
  pages.setRowCount(rowCount);
  const answerAll = async () => {
    for (const one of asked) {
      if (answered.has(one)) continue;
      answered.add(one);
      await one.answer(rowsFrom(one.offset, one.limit));
    }
  };
  return { pages, asked, failures, answerAll };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
