import { describeCount } from "./counts.ts";

const UNITS = [
  [1e15, "P"],
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/**
 * A count in at most four characters up to 999 P: 999, 1.2k, 34k, 1.1M. Digits are cut off, not
 * rounded, so that it never says more than there is.
 */
export function compactCount(count: number): string {
  const unit = UNITS.find(([size]) => count >= size);
  if (unit === undefined) return describeCount(count);
  const [size, letter] = unit;
  // Tenths by whole numbers: 1.1 times 10 is no whole number in floating point.
  const tenths = Math.floor(count / (size / 10));
  const shown = tenths < 100 ? tenths / 10 : Math.floor(tenths / 10);
  return `${describeCount(shown)}${letter}`;
}
