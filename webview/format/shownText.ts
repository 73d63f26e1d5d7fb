import { truncate } from "../../shared/truncate.ts";

/** In UTF-16 code units: more than fits on many screens, and few enough to lay out quickly. */
export const MAX_SHOWN_LENGTH = 65_536;

/** The beginning of a text that is as long as the page shows. */
export function shownText(text: string): string {
  return truncate(text, MAX_SHOWN_LENGTH);
}
