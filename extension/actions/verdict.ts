/** The outcome of an action in a sentence or two; with problems it is shown as a warning. */
export interface Verdict {
  readonly message: string;
  readonly hasProblems: boolean;
}
