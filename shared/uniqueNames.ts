/** Makes names unique. Adding a name takes constant time, however often it was added before. */
export class UniqueNames {
  readonly #vary: (name: string, number: number) => string;
  readonly #used = new Set<string>();
  /** How often a name was added, for those added again. */
  readonly #counts = new Map<string, number>();

  /** `vary` returns the variant of `name` for its second, third, … use; `number` starts at 2. */
  constructor(vary: (name: string, number: number) => string) {
    this.#vary = vary;
  }

  /** Returns the name, or a variation of it that is not in use, which then is. */
  add(name: string): string {
    let unique = name;
    if (this.#used.has(name)) {
      let number = this.#counts.get(name) ?? 1;
      do unique = this.#vary(name, ++number);
      while (this.#used.has(unique));
      this.#counts.set(name, number);
    }
    this.#used.add(unique);
    return unique;
  }
}
