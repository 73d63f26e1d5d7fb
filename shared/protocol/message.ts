import type { GenericSchema, InferOutput } from "valibot";

/** Sent by the panel. The host always answers, with a result or an error. */
export interface RequestDefinition {
  readonly kind: "request";
  readonly params: GenericSchema;
  readonly result: GenericSchema;
  /** Progress that the host may report before it answers, if any. */
  readonly progress?: GenericSchema;
  /** The panel gives up after this long without an answer or progress; never, if absent. */
  readonly timeoutMs?: number;
  /**
   * The request changes something. Canceling it waits for the answer, since only the host knows
   * what was done by then, and closing the page does not stop the work.
   */
  readonly hasEffect?: true;
}

/** Sent by the panel. There is no answer. */
export interface CommandDefinition {
  readonly kind: "command";
  readonly params: GenericSchema;
}

/** Sent by the host: always a complete state, never a delta. */
export interface EventDefinition {
  readonly kind: "event";
  readonly params: GenericSchema;
}

export type Definition = RequestDefinition | CommandDefinition | EventDefinition;

/** A table of messages, by method. */
export type Api = Readonly<Record<string, Definition>>;

/** The methods of that kind. */
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

/** Looks up a method among the table's own keys, so that `toString` is not a method. */
export function findDefinition(api: Api, method: string): Definition | undefined {
  return Object.hasOwn(api, method) ? api[method] : undefined;
}
