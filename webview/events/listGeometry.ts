/** Of a row in one line, and of one in two where the list is narrow, in pixels. */
export const WIDE_ROW_PX = 24;
export const NARROW_ROW_PX = 44;

/** Beyond this a list says that it is cut: nobody scrolls through more. */
export const MAX_LISTED_ROWS = 1_200_000;

/**
 * A browser lays out about 33 million pixels of the screen; this many of the page are fewer, also
 * where each of them is four of the screen.
 */
const MAX_LIST_PX = 8_000_000;

/** Equally high rows, of which as many are in sight as the viewport is high. */
export interface ListSize {
  readonly rowCount: number;
  readonly rowPx: number;
  readonly viewportPx: number;
}

/** The height that the list is given. Beyond a limit it is less than the rows would take. */
export function listHeight(rowCount: number, rowPx: number): number {
  return Math.min(rowCount * rowPx, MAX_LIST_PX);
}

/**
 * Pixels from the first row to the upper edge of what is in sight. In a list that is lower than
 * its rows, scrolling by a pixel passes more than a pixel of them.
 */
export function offsetAtScroll(scrollTop: number, size: ListSize): number {
  return scrollTop * scaleOf(size);
}

/** Where to scroll to, so that the offset is at the upper edge. */
export function scrollAtOffset(offset: number, size: ListSize): number {
  return offset / scaleOf(size);
}

function scaleOf({ rowCount, rowPx, viewportPx }: ListSize): number {
  if (rowCount * rowPx <= MAX_LIST_PX) return 1;
  return (rowCount * rowPx - viewportPx) / (MAX_LIST_PX - viewportPx);
}

/** The offset at which the row is in sight as a whole, as near to `offset` as can be. */
export function offsetToShow(
  index: number,
  offset: number,
  { rowPx, viewportPx }: Omit<ListSize, "rowCount">,
): number {
  const top = index * rowPx;
  if (top < offset) return top;
  return Math.max(offset, top + rowPx - viewportPx);
}

/** The row that a key leads to, or undefined where the key moves nothing. */
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
