import { displayLocale } from "./locale.ts";

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** One for a language: a table writes hundreds of instants, and making a format is slow. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant with its zone: "17 Nov 2026, 09:41:23 UTC". */
export function describeInstant(epochMs: number): string {
  const locale = displayLocale();
  const format = formats.get(locale) ?? makeFormat(locale);
  formats.set(locale, format);
  return format.format(epochMs);
}

/** The time of day on the clock of whoever reads it, for what is about their own day: "11:49". */
export function describeLocalTime(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString(displayLocale(), TIME);
}

function makeFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...TIME,
    second: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  });
}
