import { describeCount } from "./counts.ts";

const UNITS = [
  [1e15, "P"],
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/**
 * A count in at most four characters, up to 999P: 999, 1.2k, 34k, 1.1M. Truncates instead of
 * rounding, so it never overstates.
 */
export function compactCount(count: number): string {
  const unit = UNITS.find(([size]) => count >= size);
  if (unit === undefined) return describeCount(count);
  const [size, letter] = unit;
  // Divides by a tenth of the unit, because 10 * 1.1 is not an integer in floating point.
  const tenths = Math.floor(count / (size / 10));
  const shown = tenths < 100 ? tenths / 10 : Math.floor(tenths / 10);
  return `${describeCount(shown)}${letter}`;
}
