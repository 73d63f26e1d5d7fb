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

interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly answer: (rows: readonly EventListRow[]) => Promise<void>;
  readonly fail: (failure: Error) => Promise<void>;
}

describe("the pages of a query", () => {
  it("loads only the requested rows", async () => {
    const { pages, requests, answerAll } = openPages(10_000);
    pages.loadRows(450, 520);
    expect(requests.map(({ offset, limit }) => [offset, limit])).toEqual([
      [400, 100],
      [500, 100],
    ]);
    await answerAll();
    expect(rowAt(pages.pages, 455)?.name).toBe("event.455");
    expect(rowAt(pages.pages, 399)).toBeUndefined();
  });

  it("requests no row twice", async () => {
    const { pages, requests, answerAll } = openPages(1_000);
    pages.loadRows(0, 50);
    pages.loadRows(10, 60);
    await answerAll();
    pages.loadRows(0, 99);
    expect(requests).toHaveLength(1);
  });

  it("requests the rest if it receives fewer rows than requested", async () => {
    const { pages, requests } = openPages(1_000);
    pages.loadRows(0, 10);
    await requests[0]?.answer(rowsFrom(0, 30));
    expect(requests[1]).toMatchObject({ offset: 30, limit: 70 });
    await requests[1]?.answer(rowsFrom(30, 70));
    expect(rowAt(pages.pages, 99)?.name).toBe("event.99");
    expect(requests).toHaveLength(2);
  });

  it("completes its last page as the query finds more", async () => {
    const { pages, requests, answerAll } = openPages(120);
    pages.loadRows(0, 150);
    await answerAll();
    pages.setRowCount(150);
    expect(requests.at(-1)).toMatchObject({ offset: 120, limit: 30 });
  });

  it("ignores more rows than it requested", async () => {
    const { pages, requests } = openPages(5);
    pages.loadRows(0, 4);
    await requests[0]?.answer(rowsFrom(0, 50));
    expect(pages.pages.get(0)).toHaveLength(5);
  });

  it("aborts requests that are no longer needed", async () => {
    const { pages, requests } = openPages(10_000);
    pages.loadRows(0, 10);
    pages.loadRows(5_000, 5_010);
    expect(requests[0]?.signal.aborted).toBe(true);
    await requests[0]?.answer(rowsFrom(0, 100));
    expect(pages.pages.size).toBe(0);
  });

  it("keeps the pages nearest to the visible rows, up to the limit", async () => {
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

  it("requests no more pages than it may keep", () => {
    const { pages, requests } = openPages(100_000);
    pages.loadRows(0, 99_999);
    expect(requests).toHaveLength(MAX_PAGES);
  });

  it("reports a failure once, and does not retry", async () => {
    const { pages, requests, failures } = openPages(1_000);
    pages.loadRows(0, 10);
    await requests[0]?.fail(new Error("EACCES"));
    pages.loadRows(0, 10);
    expect(failures).toEqual([new Error("EACCES")]);
    expect(requests).toHaveLength(1);
  });

  it("treats a response without rows as a failure", async () => {
    const { pages, requests, failures } = openPages(1_000);
    pages.loadRows(0, 10);
    await requests[0]?.answer([]);
    expect(failures).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });

  it("loads nothing after it is closed, and keeps the loaded rows", async () => {
    const { pages, requests, answerAll } = openPages(1_000);
    pages.loadRows(0, 10);
    await answerAll();
    pages.loadRows(200, 210);
    pages.close();
    expect(requests[1]?.signal.aborted).toBe(true);
    pages.loadRows(400, 410);
    expect(requests).toHaveLength(2);
    expect(rowAt(pages.pages, 0)?.name).toBe("event.0");
  });

  it("finds an event among the loaded rows", async () => {
    const { pages, answerAll } = openPages(1_000);
    pages.loadRows(300, 310);
    await answerAll();
    expect(indexOfEvent(pages.pages, refOf(345))).toBe(345);
    expect(indexOfEvent(pages.pages, refOf(5))).toBeUndefined();
  });
});

describe("isSameEvent", () => {
  it("compares the file and the offset", () => {
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
  const requests: PageRequest[] = [];
  const failures: unknown[] = [];
  const answered = new Set<PageRequest>();
  const pages = new EventPages({
    load: (offset, limit, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly EventListRow[]>();
      requests.push({
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
    for (const request of requests) {
      if (answered.has(request)) continue;
      answered.add(request);
      await request.answer(rowsFrom(request.offset, request.limit));
    }
  };
  return { pages, requests, failures, answerAll };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
