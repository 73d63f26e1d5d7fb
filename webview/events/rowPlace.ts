import { indexOfEvent, rowAt, type LoadedPages } from "./eventPages.ts";

/** The rows of one query, as far as they are loaded. */
export interface ListedRows {
  readonly rowCount: number;
  readonly pages: LoadedPages;
}

/**
 * Where a row is among those of a later query. A row that is gone, or not loaded, is as far below
 * the nearest one above it as it was; without one, it is pushed by as many rows as there are more.
 */
export function rowPlaceAfter(index: number, before: ListedRows, after: ListedRows): number {
  for (let above = index; above >= 0; above--) {
    const row = rowAt(before.pages, above);
    const place = row === undefined ? undefined : indexOfEvent(after.pages, row.ref);
    if (place !== undefined) return place + index - above;
  }
  return index + Math.max(0, after.rowCount - before.rowCount);
}
