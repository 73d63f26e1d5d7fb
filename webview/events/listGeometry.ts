/** Height of a one-line row, and of a two-line row in a narrow list, in pixels. */
export const WIDE_ROW_PX = 24;
export const NARROW_ROW_PX = 44;

/** More than anyone scrolls through. A longer list is cut off, and says so. */
export const MAX_LISTED_ROWS = 1_200_000;

/**
 * Browsers lay out about 33 million device pixels. This many CSS pixels are fewer, even at four
 * device pixels each.
 */
const MAX_LIST_PX = 8_000_000;

/** The size of a list of rows of equal height. */
export interface ListSize {
  readonly rowCount: number;
  readonly rowPx: number;
  readonly viewportPx: number;
}

/** The height of the list, which is limited and may be less than that of its rows. */
export function listHeight(rowCount: number, rowPx: number): number {
  return Math.min(rowCount * rowPx, MAX_LIST_PX);
}

/**
 * Pixels from the first row to the top of the viewport. In a list lower than its rows, one pixel of
 * scrolling passes more than one pixel of rows.
 */
export function offsetAtScroll(scrollTop: number, size: ListSize): number {
  return scrollTop * scaleOf(size);
}

/** The scroll position that puts the offset at the top of the viewport. */
export function scrollAtOffset(offset: number, size: ListSize): number {
  return offset / scaleOf(size);
}

function scaleOf({ rowCount, rowPx, viewportPx }: ListSize): number {
  if (rowCount * rowPx <= MAX_LIST_PX) return 1;
  return (rowCount * rowPx - viewportPx) / (MAX_LIST_PX - viewportPx);
}

/** The offset closest to `offset` at which the row is completely visible. */
export function offsetToShow(
  index: number,
  offset: number,
  { rowPx, viewportPx }: Omit<ListSize, "rowCount">,
): number {
  const top = index * rowPx;
  if (top < offset) return top;
  return Math.max(offset, top + rowPx - viewportPx);
}

/** The row that a key moves to; undefined for other keys. */
export function rowAfterKey(
  key: string,
  index: number,
  { rowCount, rowPx, viewportPx }: ListSize,
): number | undefined {
  const last = rowCount - 1;
  const page = Math.max(1, Math.floor(viewportPx / rowPx) - 1);
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "PageDown":
      return Math.min(last, index + page);
    case "PageUp":
      return Math.max(0, index - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
