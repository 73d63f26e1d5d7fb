import { offsetAtScroll, scrollAtOffset, type ListSize } from "./listGeometry.ts";

/** The rows of a list, whose element knows the rest of its size. */
export type Rows = Omit<ListSize, "viewportPx">;

/** The size of the list as it is now. */
export function listSize(list: HTMLElement, { rowCount, rowPx }: Rows): ListSize {
  return { rowCount, rowPx, viewportPx: list.clientHeight };
}

/** Pixels from the first row to the upper edge of what is in sight. */
export function readOffset(list: HTMLElement, rows: Rows): number {
  return offsetAtScroll(list.scrollTop, listSize(list, rows));
}

/** Scrolls to where the offset is at the upper edge. */
export function scrollToOffset(list: HTMLElement, offset: number, rows: Rows): void {
  const scrollTop = scrollAtOffset(offset, listSize(list, rows));
  if (scrollTop !== list.scrollTop) list.scrollTop = scrollTop;
}
