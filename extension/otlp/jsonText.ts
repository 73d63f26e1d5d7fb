const NEEDS_ESCAPING = /[^\u0020\u0021\u0023-\u005b\u005d-\u007e]/;

/**
 * Encodes a JSON string. OTLP requires valid Unicode, and strict receivers reject a whole request
 * for one lone surrogate, so each becomes U+FFFD.
 */
export function quote(text: string): string {
  return NEEDS_ESCAPING.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`;
}

/** Limits per cache for the number of strings and their length; event and field names fit. */
const MAX_ENTRIES = 1_024;
const MAX_LENGTH = 256;

/** Caches the results of `make` for strings that recur, such as field names. */
export function memoizeText(make: (text: string) => string): (text: string) => string {
  const cache = new Map<string, string>();
  return (text) => {
    if (text.length > MAX_LENGTH) return make(text);
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    // A file may contain any number of names; clearing keeps the cache bounded.
    if (cache.size >= MAX_ENTRIES) cache.clear();
    const result = make(text);
    cache.set(text, result);
    return result;
  };
}
