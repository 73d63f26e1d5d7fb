import { t } from "@vscode/l10n";
import { displayLocale } from "./locale.ts";

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The time of day in the user's time zone: "11:49". */
export function describeLocalTime(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString(displayLocale(), TIME);
}

/** An instant to the minute, in UTC: "17 Nov 2026, 09:41 UTC". */
export function describeInstant(epochMs: number): string {
  return new Date(epochMs).toLocaleString(displayLocale(), {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...TIME,
    timeZone: "UTC",
    timeZoneName: "short",
  });
}

export interface UtcTimestamp {
  /** "2026-11-17". */
  readonly date: string;
  /** "09:41:23.123". */
  readonly time: string;
}

/** An instant as written in telemetry files, so that it can be searched for there. */
export function utcTimestamp(epochMs: number): UtcTimestamp {
  const text = new Date(epochMs).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 23) };
}

/** An instant to the millisecond: "2026-11-17 09:41:23.123 UTC". */
export function describeTimestamp(epochMs: number): string {
  const { date, time } = utcTimestamp(epochMs);
  return t("{0} {1} UTC", date, time);
}
