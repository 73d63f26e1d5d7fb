import { offsetAtScroll, scrollAtOffset, type ListSize } from "./listGeometry.ts";

/** Number and height of a list's rows. */
export type Rows = Omit<ListSize, "viewportPx">;

/** The current size of the list. */
export function listSize(list: HTMLElement, { rowCount, rowPx }: Rows): ListSize {
  return { rowCount, rowPx, viewportPx: list.clientHeight };
}

/** Pixels from the first row to the top of the viewport. */
export function readOffset(list: HTMLElement, rows: Rows): number {
  return offsetAtScroll(list.scrollTop, listSize(list, rows));
}

/** Scrolls so that the offset is at the top of the viewport. */
export function scrollToOffset(list: HTMLElement, offset: number, rows: Rows): void {
  const scrollTop = scrollAtOffset(offset, listSize(list, rows));
  if (scrollTop !== list.scrollTop) list.scrollTop = scrollTop;
}
