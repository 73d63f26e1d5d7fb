/** Gridlines above the baseline. */
const MAX_LINES = 3;

/**
 * Gridline values for counts up to `max`: multiples of 1, 2 or 5 times a power of ten, from 0 to the
 * top of the chart, which is at least `max`.
 */
export function countTicks(max: number): readonly number[] {
  const step = roundStep(Math.max(max, 1) / MAX_LINES);
  const lineCount = Math.max(Math.ceil(max / step), 1);
  return Array.from({ length: lineCount + 1 }, (_, index) => index * step);
}

/** The smallest integer of at least `least` that is 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.max(Math.floor(Math.log10(least)), 0);
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

/** A label below a bar. */
export interface BarLabel {
  readonly index: number;
  /** Shown only in a wide chart. */
  readonly isMinor: boolean;
}

/**
 * Which bars have a label, evenly spaced from the first: up to `maxCount` in a wide chart, and half
 * of them in a narrow one.
 */
export function barLabels(barCount: number, maxCount: number): readonly BarLabel[] {
  const step = Math.max(Math.ceil(barCount / maxCount), 1);
  return Array.from({ length: Math.ceil(barCount / step) }, (_, index) => ({
    index: index * step,
    isMinor: index % 2 === 1,
  }));
}
