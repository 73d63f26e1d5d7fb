import type { DaySpan } from "../../shared/calendarDays.ts";
import { DAY_PATTERN, parseUtcDay } from "../../shared/days.ts";

export type TypedProblem = "badFormat" | "invalidDate" | "endBeforeStart";

export type TypedDays =
  | { readonly span: DaySpan }
  | { readonly startProblem?: TypedProblem; readonly endProblem?: TypedProblem };

/** Parses two typed dates, ignoring surrounding whitespace. */
export function parseTypedDays(startText: string, endText: string): TypedDays {
  const startDay = parseUtcDay(startText.trim());
  const endDay = parseUtcDay(endText.trim());
  if (startDay === undefined || endDay === undefined) {
    return {
      ...(startDay === undefined && { startProblem: problemOf(startText) }),
      ...(endDay === undefined && { endProblem: problemOf(endText) }),
    };
  }
  return endDay < startDay ? { endProblem: "endBeforeStart" } : { span: { startDay, endDay } };
}

function problemOf(text: string): TypedProblem {
  return DAY_PATTERN.test(text.trim()) ? "invalidDate" : "badFormat";
}
