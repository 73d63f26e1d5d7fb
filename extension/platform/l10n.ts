/** The language of VS Code, for texts and numbers that people read. */
export interface L10n {
  /** The text in that language, with `{0}` and so on replaced. */
  readonly t: (message: string, ...args: readonly (string | number)[]) => string;
  /** A BCP 47 tag; undefined for the language of the process. */
  readonly locale: string | undefined;
}
