/** Compares strings by UTF-16 units, independent of the locale; for `sort`. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
