/** Localizes user-visible strings and numbers to VS Code's display language. */
export interface L10n {
  /** Returns the translation of `message`, with `{0}` and so on replaced by `args`. */
  readonly t: (message: string, ...args: readonly (string | number)[]) => string;
  /** A BCP 47 tag; never the locale of the process, which may be another. */
  readonly locale: string;
}
