/** A share as a CSS length. */
export function percent(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}
