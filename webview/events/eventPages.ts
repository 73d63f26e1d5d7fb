import { t } from "@vscode/l10n";
import type { EventListRow, EventRef } from "../../shared/protocol/values.ts";

/** Few enough for a fast response, and enough for two screens. */
export const PAGE_ROWS = 100;
/** Several screens on either side, so that scrolling back needs no request. */
export const MAX_PAGES = 10;

/** Rows by page number. A page may be incomplete at its end. */
export type LoadedPages = ReadonlyMap<number, readonly EventListRow[]>;

export type FetchRows = (
  offset: number,
  limit: number,
  signal: AbortSignal,
) => Promise<readonly EventListRow[]>;

export interface EventPagesOptions {
  /** May return fewer rows than requested, but at least one. */
  readonly load: FetchRows;
  readonly onChange: () => void;
  readonly onFailed: (failure: unknown) => void;
}

/** The row at that index of the list; undefined until it is loaded. */
export function rowAt(pages: LoadedPages, index: number): EventListRow | undefined {
  return pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
}

/** The index of an event in the list; undefined if it is not among the loaded rows. */
export function indexOfEvent(pages: LoadedPages, ref: EventRef): number | undefined {
  for (const [page, rows] of pages) {
    const index = rows.findIndex((row) => isSameEvent(row.ref, ref));
    if (index >= 0) return page * PAGE_ROWS + index;
  }
  return undefined;
}

export function isSameEvent(one: EventRef | undefined, other: EventRef | undefined): boolean {
  return one?.fileName === other?.fileName && one?.offset === other?.offset;
}

/**
 * Loads the rows of one query around the visible ones. Keeps at most MAX_PAGES pages and evicts the
 * farthest ones. A page that failed to load is not requested again.
 */
export class EventPages {
  readonly #options: EventPagesOptions;
  readonly #loading = new Map<number, AbortController>();
  readonly #failed = new Set<number>();
  #pages: LoadedPages = new Map();
  #rowCount = 0;
  #firstWantedPage = 0;
  #lastWantedPage = -1;
  #isClosed = false;

  constructor(options: EventPagesOptions) {
    this.#options = options;
  }

  /** A new map after each change. */
  get pages(): LoadedPages {
    return this.#pages;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Sets the number of rows that can be loaded, which grows while a query runs. */
  setRowCount(rowCount: number): void {
    this.#rowCount = rowCount;
    this.#loadWantedPages();
  }

  /** Loads the rows from `first` to `last`, both included. Cancels requests for other pages. */
  loadRows(first: number, last: number): void {
    this.#firstWantedPage = Math.floor(first / PAGE_ROWS);
    this.#lastWantedPage = Math.min(
      Math.floor(last / PAGE_ROWS),
      this.#firstWantedPage + MAX_PAGES - 1,
    );
    for (const [page, abort] of this.#loading) {
      if (page >= this.#firstWantedPage && page <= this.#lastWantedPage) continue;
      this.#loading.delete(page);
      abort.abort();
    }
    this.#loadWantedPages();
  }

  /** Stops loading. Loaded rows remain available. */
  close(): void {
    this.#isClosed = true;
    for (const abort of this.#loading.values()) abort.abort();
    this.#loading.clear();
  }

  #loadWantedPages(): void {
    if (this.#isClosed) return;
    for (let page = this.#firstWantedPage; page <= this.#lastWantedPage; page++) {
      const loadedCount = this.#pages.get(page)?.length ?? 0;
      const missingCount = Math.min(PAGE_ROWS, this.#rowCount - page * PAGE_ROWS) - loadedCount;
      if (missingCount <= 0 || this.#loading.has(page) || this.#failed.has(page)) continue;
      void this.#load(page, page * PAGE_ROWS + loadedCount, missingCount);
    }
  }

  async #load(page: number, offset: number, limit: number): Promise<void> {
    const abort = new AbortController();
    this.#loading.set(page, abort);
    try {
      const rows = await this.#options.load(offset, limit, abort.signal);
      if (this.#loading.get(page) !== abort) return;
      if (rows.length === 0) throw new Error(t("Some events are no longer in their files."));
      this.#loading.delete(page);
      this.#add(page, rows.slice(0, limit));
      this.#loadWantedPages();
      this.#options.onChange();
    } catch (failure) {
      if (this.#loading.get(page) !== abort) return;
      this.#loading.delete(page);
      this.#failed.add(page);
      this.#options.onFailed(failure);
    }
  }

  #add(page: number, rows: readonly EventListRow[]): void {
    const pages = new Map(this.#pages);
    pages.set(page, [...(pages.get(page) ?? []), ...rows]);
    const middle = (this.#firstWantedPage + this.#lastWantedPage) / 2;
    const farthestFirst = [...pages.keys()].sort(
      (one, other) => Math.abs(other - middle) - Math.abs(one - middle),
    );
    for (const far of farthestFirst.slice(0, Math.max(0, pages.size - MAX_PAGES)))
      pages.delete(far);
    this.#pages = pages;
  }
}
