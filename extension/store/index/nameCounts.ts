import { compareText } from "../../../shared/compareText.ts";
import { shortId } from "../shortId.ts";

export interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** Ten times the length of our own names; files may contain names of up to a megabyte. */
export const MAX_NAME_LENGTH = 256;

/** Counts how often names occur. Of names over 256 characters, keeps the beginning and a hash. */
export class NameCounts {
  readonly #maxNames: number;
  readonly #counts = new Map<string, number>();

  /** Counts the first `maxNames` different names and ignores others. */
  constructor(maxNames: number) {
    this.#maxNames = maxNames;
  }

  add(name: string, count: number): void {
    const key = shortId(name, MAX_NAME_LENGTH);
    const known = this.#counts.get(key);
    if (known !== undefined) this.#counts.set(key, known + count);
    else if (this.#counts.size < this.#maxNames) this.#counts.set(copyOf(key), count);
  }

  addAll(counts: readonly NameCount[]): void {
    for (const { name, count } of counts) this.add(name, count);
  }

  /** The counted names, most frequent first, ties sorted by name. */
  mostFrequent(limit = Infinity): readonly NameCount[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, count }))
      .sort((left, right) => right.count - left.count || compareText(left.name, right.name))
      .slice(0, limit);
  }
}

/** A substring would keep its whole string in memory. Also replaces lone surrogates. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
