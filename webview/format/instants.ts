import { displayLocale } from "./locale.ts";

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The time of day on the clock of whoever reads it, for what is about their own day: "11:49". */
export function describeLocalTime(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString(displayLocale(), TIME);
}

/** An instant to the minute, with its zone: "17 Nov 2026, 09:41 UTC". */
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
