import { indexOfEvent, rowAt, type LoadedPages } from "./eventPages.ts";

/** The loaded rows of a query. */
export interface ListedRows {
  readonly rowCount: number;
  readonly pages: LoadedPages;
}

/**
 * The index of a row after a later query. A row that is missing or not loaded keeps its distance to
 * the nearest row above it that was found; without one, it moves down by the number of added rows.
 */
export function rowIndexAfter(index: number, before: ListedRows, after: ListedRows): number {
  for (let above = index; above >= 0; above--) {
    const row = rowAt(before.pages, above);
    const found = row === undefined ? undefined : indexOfEvent(after.pages, row.ref);
    if (found !== undefined) return found + index - above;
  }
  return index + Math.max(0, after.rowCount - before.rowCount);
}
