import { compareText } from "../../../shared/compareText.ts";

export interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** Ours are a tenth of it; names come from files, and a line may have a megabyte. */
export const MAX_NAME_LENGTH = 256;

/** How often each of the first names came up. Longer names are cut to 256 characters. */
export class NameCounts {
  readonly #maxNames: number;
  readonly #counts = new Map<string, number>();

  /** Tells apart the first `maxNames` names and passes over any further one. */
  constructor(maxNames: number) {
    this.#maxNames = maxNames;
  }

  add(name: string, count: number): void {
    const key = name.length <= MAX_NAME_LENGTH ? name : copyOf(name.slice(0, MAX_NAME_LENGTH));
    const known = this.#counts.get(key);
    if (known !== undefined) this.#counts.set(key, known + count);
    else if (this.#counts.size < this.#maxNames) this.#counts.set(copyOf(key), count);
  }

  addAll(counts: readonly NameCount[]): void {
    for (const { name, count } of counts) this.add(name, count);
  }

  /** Of the names told apart, the most frequent first; equally frequent ones in the order of their names. */
  mostFrequent(limit = Infinity): readonly NameCount[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, count }))
      .sort((left, right) => right.count - left.count || compareText(left.name, right.name))
      .slice(0, limit);
  }
}

/** A part of a text keeps the whole text in memory, and half a surrogate pair is no character. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
