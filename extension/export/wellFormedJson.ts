/** A surrogate pair, a lone surrogate, or any other escape (`\\ud800` is an escaped backslash). */
const ESCAPES =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\[^]/g;

const LONE_SURROGATE_LENGTH = "\\ud800".length;

/**
 * Replaces the escape of each lone surrogate with that of U+FFFD, because strict readers reject a
 * whole document for a single one (RFC 8259, section 8.2).
 */
export function wellFormedJson(json: string): string {
  return json.replace(ESCAPES, (escape) =>
    escape.length === LONE_SURROGATE_LENGTH ? "\\ufffd" : escape,
  );
}
