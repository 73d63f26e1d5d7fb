const NEEDS_CARE = /[^\u0020\u0021\u0023-\u005b\u005d-\u007e]/;

/**
 * A text as a JSON string. OTLP asks for valid Unicode, and strict receivers refuse a whole
 * request for one lone surrogate, so each becomes U+FFFD.
 */
export function quote(text: string): string {
  return NEEDS_CARE.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`;
}

/** Distinct texts kept by one cache, and their length; names of events and fields are below. */
const MAX_ENTRIES = 1_024;
const MAX_LENGTH = 256;

/** Remembers what `make` gives for a text that comes again and again, such as a field's name. */
export function memoizeText(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    if (text.length > MAX_LENGTH) return make(text);
    const known = made.get(text);
    if (known !== undefined) return known;
    // A file may hold any number of names; starting over keeps the cache bounded.
    if (made.size >= MAX_ENTRIES) made.clear();
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}
