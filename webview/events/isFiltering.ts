import type { EventFilter } from "../kept/panelState.ts";

/** Whether the filter may exclude events. */
export function isFiltering({ text, errorsOnly }: EventFilter): boolean {
  return text !== "" || errorsOnly;
}
