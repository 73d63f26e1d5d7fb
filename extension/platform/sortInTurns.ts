import { Turns } from "./turns.ts";

/** Few enough items to sort within one turn. */
const RUN_LENGTH = 2_048;

/**
 * Like `Array.prototype.toSorted`, and as stable, but lets other work run in between. Throws the signal's reason once it is aborted.
 */
export async function sortInTurns<T extends object | string>(
  items: readonly T[],
  compare: (left: T, right: T) => number,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const turns = new Turns(signal);
  let runs: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += RUN_LENGTH) {
    runs.push(items.slice(start, start + RUN_LENGTH).sort(compare));
    if (turns.isOver) await turns.next();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], compare, turns));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T extends object | string>(
  left: readonly T[],
  right: readonly T[],
  compare: (left: T, right: T) => number,
  turns: Turns,
): Promise<readonly T[]> {
  const merged: T[] = [];
  let taken = 0;
  for (const item of left) {
    for (let other = right[taken]; other !== undefined; other = right[taken]) {
      if (compare(item, other) <= 0) break;
      merged.push(other);
      taken++;
    }
    merged.push(item);
    if (turns.isOver) await turns.next();
  }
  for (; taken < right.length; taken += RUN_LENGTH) {
    merged.push(...right.slice(taken, taken + RUN_LENGTH));
  }
  return merged;
}
