export type JsonTokenKind = "name" | "string" | "number" | "literal" | "plain";

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

/** A string (possibly cut off at the end), a number, or one of the three literals. */
const TOKEN = /("[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$))|(-?\d[\d.eE+-]*)|\b(?:true|false|null)\b/g;
const COLON = /\s*:/y;

/**
 * Splits JSON into tokens; joined, they are the text. Never throws: the text may be cut off
 * anywhere, and anything that is not JSON is plain.
 */
export function jsonTokens(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: "plain", text: text.slice(end, match.index) });
    const [token, string, number] = match;
    end = match.index + token.length;
    tokens.push({ kind: kindOf(string, number, text, end), text: token });
  }
  if (end < text.length) tokens.push({ kind: "plain", text: text.slice(end) });
  return tokens;
}

function kindOf(
  string: string | undefined,
  number: string | undefined,
  text: string,
  end: number,
): JsonTokenKind {
  if (string === undefined) return number === undefined ? "literal" : "number";
  COLON.lastIndex = end;
  return COLON.test(text) ? "name" : "string";
}
