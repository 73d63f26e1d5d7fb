import { createContext, useContext } from "react";
import type { UtcDay } from "../../shared/days.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import type { HeatLevel } from "./heat.ts";

/** What a day button needs besides its props from react-day-picker. */
export interface HeatCalendarContext {
  /** Undefined for a day without files. */
  readonly countOf: (day: UtcDay) => DayCount | undefined;
  readonly heatOf: (eventCount: number) => HeatLevel;
  readonly onPress: (day: UtcDay) => void;
  readonly onEnter: (day: UtcDay) => void;
  readonly onExtendByKey: (day: UtcDay, key: string) => void;
}

const Context = createContext<HeatCalendarContext | undefined>(undefined);

export const HeatCalendarProvider = Context.Provider;

/** Throws outside `HeatCalendarProvider`. */
export function useHeatCalendar(): HeatCalendarContext {
  const context = useContext(Context);
  if (context === undefined)
    throw new Error("useHeatCalendar must be used inside HeatCalendarProvider.");
  return context;
}
