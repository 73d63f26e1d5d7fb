import type { EventFilter } from "../kept/panelState.ts";

/** Whether the filter leaves any event out. */
export function isFiltering({ text, errorsOnly }: EventFilter): boolean {
  return text !== "" || errorsOnly;
}
