/** 0 without events, else from 1 (hardly any beside the busiest day) to 5 (about as many). */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5;

const LEVELS: readonly HeatLevel[] = [0, 1, 2, 3, 4, 5];

/**
 * Shades by the square root of a day's share of the busiest day: days that are alike look alike,
 * and one very busy day still leaves the others some of their differences.
 */
export function heatScale(eventCounts: readonly number[]): (eventCount: number) => HeatLevel {
  const largest = eventCounts.reduce((most, count) => Math.max(most, count), 0);
  return (eventCount) => {
    if (eventCount <= 0 || largest === 0) return 0;
    return LEVELS[Math.ceil(5 * Math.sqrt(eventCount / largest))] ?? 5;
  };
}
