/** A share of a whole, or of 1, as a CSS length. */
export function percent(part: number, whole = 1): string {
  return `${(100 * part) / whole}%`;
}
