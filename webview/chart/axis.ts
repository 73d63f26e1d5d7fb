/** Lines above the baseline: with it they are two to four. */
const MAX_LINES = 3;

/**
 * Heights of the gridlines of counts up to `max`: whole multiples of 1, 2 or 5 times a power of
 * ten. The first is 0, the last is not below `max` and is the height of the chart.
 */
export function countTicks(max: number): readonly number[] {
  const step = roundStep(Math.max(max, 1) / MAX_LINES);
  const lineCount = Math.max(Math.ceil(max / step), 1);
  return Array.from({ length: lineCount + 1 }, (_, index) => index * step);
}

/** The smallest whole 1, 2 or 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.max(Math.floor(Math.log10(least)), 0);
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

/** A label below a bar. */
export interface BarLabel {
  readonly index: number;
  /** Shown only where the chart is wide. */
  readonly isMinor: boolean;
}

/**
 * Which bars have a label, evenly spaced from the first: up to `maxCount` where the chart is wide,
 * and every other one, half of them, where it is narrow.
 */
export function barLabels(barCount: number, maxCount: number): readonly BarLabel[] {
  const step = Math.max(Math.ceil(barCount / maxCount), 1);
  return Array.from({ length: Math.ceil(barCount / step) }, (_, index) => ({
    index: index * step,
    isMinor: index % 2 === 1,
  }));
}
