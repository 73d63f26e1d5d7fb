/** In UTF-16 code units: more than anyone reads, and few enough to lay out quickly. */
export const MAX_SHOWN_LENGTH = 65_536;

/** Truncates to at most `maxLength` UTF-16 code units without splitting a surrogate pair. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const truncated = text.slice(0, maxLength);
  return /[\uD800-\uDBFF]$/.test(truncated) ? truncated.slice(0, -1) : truncated;
}
