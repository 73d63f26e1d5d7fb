/** 0 without events, else from 1 (among the quietest fifth of the days) to 5 (the busiest). */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5;

const LEVELS: readonly HeatLevel[] = [0, 1, 2, 3, 4, 5];

/**
 * Shades by rank among the days with events, in fifths: one very busy day leaves the others
 * their differences. Equal counts have equal shades, and the largest has the strongest.
 */
export function heatScale(eventCounts: readonly number[]): (eventCount: number) => HeatLevel {
  const sorted = eventCounts.filter((count) => count > 0).sort((a, b) => a - b);
  return (eventCount) => {
    if (eventCount <= 0 || sorted.length === 0) return 0;
    const rank = Math.max(countUpTo(sorted, eventCount), 1);
    return LEVELS[Math.ceil((5 * rank) / sorted.length)] ?? 5;
  };
}

/** How many of the sorted numbers are not above the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
