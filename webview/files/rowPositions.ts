/** The top of each row, and finally the bottom of the last one. */
export function rowTops(heights: readonly number[]): readonly number[] {
  let top = 0;
  return [0, ...heights.map((height) => (top += height))];
}

/** Indices of the first and the last row, both included. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The rows that overlap the area from `topPx` to `bottomPx`; the last row if the area is below all
 * of them. Undefined if there are no rows.
 */
export function rowsBetween(
  tops: readonly number[],
  topPx: number,
  bottomPx: number,
): RowSpan | undefined {
  const rowCount = tops.length - 1;
  if (rowCount === 0) return undefined;
  const next = tops.findIndex((startPx) => startPx > topPx);
  const first = next === -1 ? rowCount - 1 : Math.max(0, next - 1);
  const last = tops.slice(0, rowCount).findLastIndex((startPx) => startPx < bottomPx);
  return { first, last: Math.max(first, last) };
}
