/** `part / whole` as a CSS percentage. */
export function percent(part: number, whole = 1): string {
  return `${(100 * part) / whole}%`;
}
