import type { GenericSchema, InferOutput } from "valibot";

/** The panel asks; the host always answers, with a result or an error. */
export interface RequestDefinition {
  readonly kind: "request";
  readonly params: GenericSchema;
  readonly result: GenericSchema;
  /** What the host may report meanwhile; absent where it reports nothing. */
  readonly progress?: GenericSchema;
  /** The panel gives up after this time without an answer or progress. Absent: it waits. */
  readonly timeoutMs?: number;
  /**
   * Something is different afterwards. So a cancel waits for the answer, since only the host knows
   * what was done by then, and the work goes on where the page is gone.
   */
  readonly hasEffect?: true;
}

/** The panel tells; nothing comes back. */
export interface CommandDefinition {
  readonly kind: "command";
  readonly params: GenericSchema;
}

/** The host tells: a complete state, never a change of one. */
export interface EventDefinition {
  readonly kind: "event";
  readonly params: GenericSchema;
}

export type Definition = RequestDefinition | CommandDefinition | EventDefinition;

/** A table of messages, by method. */
export type Api = Readonly<Record<string, Definition>>;

/** Methods of that kind. */
export type MethodOf<A extends Api, K extends Definition["kind"]> = {
  [M in keyof A]: A[M] extends { readonly kind: K } ? M : never;
}[keyof A] &
  string;

export type ParamsOf<A extends Api, M extends keyof A> = InferOutput<A[M]["params"]>;

export type ResultOf<A extends Api, M extends keyof A> = A[M] extends {
  readonly result: infer R extends GenericSchema;
}
  ? InferOutput<R>
  : never;

export type ProgressOf<A extends Api, M extends keyof A> = A[M] extends {
  readonly progress: infer P extends GenericSchema;
}
  ? InferOutput<P>
  : never;

/** The definition of the method if the table itself has it: `toString` and the like are no methods. */
export function findDefinition(api: Api, method: string): Definition | undefined {
  return Object.hasOwn(api, method) ? api[method] : undefined;
}
