/** 0 without events, otherwise 1 (few, compared to the busiest day) to 5 (about as many). */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5;

const LEVELS: readonly HeatLevel[] = [0, 1, 2, 3, 4, 5];

/**
 * Scales by the square root of the ratio to the busiest day, so that differences between other days
 * remain visible beside one very busy day.
 */
export function heatScale(eventCounts: readonly number[]): (eventCount: number) => HeatLevel {
  const largest = eventCounts.reduce((most, count) => Math.max(most, count), 0);
  return (eventCount) => {
    if (eventCount <= 0 || largest === 0) return 0;
    return LEVELS[Math.ceil(5 * Math.sqrt(eventCount / largest))] ?? 5;
  };
}
