/** At most so many UTF-16 units, an ellipsis for the rest, and no half of a surrogate pair. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 2);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHalf ? maxLength - 2 : maxLength - 1)}…`;
}
