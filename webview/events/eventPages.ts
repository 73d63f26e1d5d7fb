import { t } from "@vscode/l10n";
import type { EventListRow, EventRef } from "../../shared/protocol/values.ts";

/** Few enough that an answer comes at once, enough for two screens. */
export const PAGE_ROWS = 100;
/** Some screens to each side, so that scrolling back asks for nothing. */
export const MAX_PAGES = 10;

/** Rows by the number of their page; a page may still lack its last rows. */
export type LoadedPages = ReadonlyMap<number, readonly EventListRow[]>;

export type LoadRows = (
  offset: number,
  limit: number,
  signal: AbortSignal,
) => Promise<readonly EventListRow[]>;

export interface EventPagesOptions {
  /** May give fewer rows than asked for, but at least one. */
  readonly load: LoadRows;
  readonly onChange: () => void;
  readonly onFailed: (failure: unknown) => void;
}

/** The row at that place of the list, or undefined while it is not there. */
export function rowAt(pages: LoadedPages, index: number): EventListRow | undefined {
  return pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
}

/** The place of the event among the rows that are there. */
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
 * The rows of one query near what is looked at: at most MAX_PAGES pages, those farthest away go
 * first. A page that could not be loaded is not asked for again.
 */
export class EventPages {
  readonly #options: EventPagesOptions;
  readonly #loading = new Map<number, AbortController>();
  readonly #failed = new Set<number>();
  #pages: LoadedPages = new Map();
  #rowCount = 0;
  #firstWanted = 0;
  #lastWanted = -1;
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

  /** How many rows there are to load; it grows while a query runs. */
  setRowCount(rowCount: number): void {
    this.#rowCount = rowCount;
    this.#loadWanted();
  }

  /** Loads the rows from `first` to `last`, both included; gives up what was wanted before. */
  want(first: number, last: number): void {
    this.#firstWanted = Math.floor(first / PAGE_ROWS);
    this.#lastWanted = Math.min(Math.floor(last / PAGE_ROWS), this.#firstWanted + MAX_PAGES - 1);
    for (const [page, abort] of this.#loading) {
      if (page >= this.#firstWanted && page <= this.#lastWanted) continue;
      this.#loading.delete(page);
      abort.abort();
    }
    this.#loadWanted();
  }

  /** Loads nothing more; what is there stays. */
  close(): void {
    this.#isClosed = true;
    for (const abort of this.#loading.values()) abort.abort();
    this.#loading.clear();
  }

  #loadWanted(): void {
    if (this.#isClosed) return;
    for (let page = this.#firstWanted; page <= this.#lastWanted; page++) {
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
      if (rows.length === 0) throw new Error(t("Some events are not where they were any more."));
      this.#loading.delete(page);
      this.#add(page, rows.slice(0, limit));
      this.#loadWanted();
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
    const middle = (this.#firstWanted + this.#lastWanted) / 2;
    const farthestFirst = [...pages.keys()].sort(
      (one, other) => Math.abs(other - middle) - Math.abs(one - middle),
    );
    for (const far of farthestFirst.slice(0, Math.max(0, pages.size - MAX_PAGES)))
      pages.delete(far);
    this.#pages = pages;
  }
}
