/** More than anybody reads, in UTF-16 code units; a huge text would take seconds to lay out. */
export const MAX_SHOWN_LENGTH = 65_536;

/** The text, or as much of its beginning as `maxLength` code units hold of whole characters. */
export function beginningOf(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const beginning = text.slice(0, maxLength);
  // Half of a character that takes two units is none.
  return /[\uD800-\uDBFF]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}
