import { displayLocale } from "./locale.ts";

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The time of day on the clock of whoever reads it, for what is about their own day: "11:49". */
export function describeLocalTime(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString(displayLocale(), TIME);
}
