/** Which events are listed, and in which order. */
export interface EventFilter {
  readonly text: string;
  readonly errorsOnly: boolean;
  readonly newestFirst: boolean;
}

/** Whether it leaves any event out. */
export function isFiltering({ text, errorsOnly }: EventFilter): boolean {
  return text !== "" || errorsOnly;
}
