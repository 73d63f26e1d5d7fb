/** Created at first use, because it takes megabytes of memory and is rarely needed. */
let graphemes: Intl.Segmenter | undefined;

/**
 * UTF-16 units to read past the limit, to see where the character there ends. Few characters are
 * longer.
 */
const LOOKAHEAD = 64;

/**
 * Truncates to at most `maxLength` UTF-16 units, between characters as people see them: an emoji of
 * several code points is one. Only a single character that is longer is split, between code points.
 */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const beginning = text.slice(0, maxLength + LOOKAHEAD);
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const end = graphemes.segment(beginning).containing(maxLength)?.index ?? 0;
  return text.slice(0, end === 0 ? endOfCodePoint(text, maxLength) : end);
}

/** Like `truncate`, but marks a truncation with an ellipsis. */
export function ellipsize(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${truncate(text, maxLength - 1)}…`;
}

/** `maxLength`, or one less if that would split a surrogate pair. */
function endOfCodePoint(text: string, maxLength: number): number {
  const last = text.charCodeAt(maxLength - 1);
  return last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength;
}
