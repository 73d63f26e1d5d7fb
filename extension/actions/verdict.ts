/** A sentence or two for the user; with problems it wants their attention. */
export interface Verdict {
  readonly message: string;
  readonly hasProblems: boolean;
}
