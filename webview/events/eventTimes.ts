export interface UtcTimestamp {
  /** "2026-11-17". */
  readonly date: string;
  /** "09:41:23.123". */
  readonly time: string;
}

/** An instant in the form that files have it, so that what is read here is found there. */
export function utcTimestamp(epochMs: number): UtcTimestamp {
  const text = new Date(epochMs).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 23) };
}
