import * as v from "valibot";
import {
  parseToHost,
  PROTOCOL_VERSION,
  ProtocolError,
  type ErrorCode,
  type ToHost,
  type ToPanel,
} from "../../shared/protocol/envelope.ts";
import {
  findDefinition,
  type MethodOf,
  type ParamsOf,
  type ProgressOf,
  type ResultOf,
} from "../../shared/protocol/message.ts";
import { PANEL_API, type PanelApi } from "../../shared/protocol/panelApi.ts";
import type { Port } from "../../shared/protocol/port.ts";
import { toError } from "../platform/fileSystem.ts";

type RequestMethod = MethodOf<PanelApi, "request">;
type CommandMethod = Exclude<MethodOf<PanelApi, "command">, "cancel">;

/** What a handler has besides the parameters. */
export interface RequestContext<M extends RequestMethod> {
  /** Aborted when the panel cancels, or is gone and the request has no effect. */
  readonly signal: AbortSignal;
  /** Aborted when the page that asked is gone: what is to be told is then told by VS Code. */
  readonly abandoned: AbortSignal;
  readonly report: (progress: ProgressOf<PanelApi, M>) => void;
}

/** One handler for each request; throws a `ProtocolError` to choose the code of the answer. */
export type RequestHandlers = {
  readonly [M in RequestMethod]: (
    params: ParamsOf<PanelApi, M>,
    context: RequestContext<M>,
  ) => Promise<ResultOf<PanelApi, M>>;
};

/** One handler for each command but `cancel`, which is the dispatcher's own. */
export type CommandHandlers = {
  readonly [M in CommandMethod]: (params: ParamsOf<PanelApi, M>) => void | Promise<void>;
};

export interface DispatcherOptions {
  readonly port: Port;
  readonly requests: RequestHandlers;
  readonly commands: CommandHandlers;
  /** Told of each failure that the other end gets only a sentence of, or nothing at all. */
  readonly onProblem: (message: string, cause: unknown) => void;
  /** Told of the failure of what nobody waits for: a command, or a request whose page is gone. */
  readonly onUnawaitedFailure: (error: unknown) => void;
  /** Told of messages that cannot even be answered. */
  readonly onDropped: (count: number) => void;
}

/** What a page has under way at a time; our own has a handful. */
const MAX_RUNNING = 16;

interface Running {
  readonly abort: AbortController;
  readonly abandon: AbortController;
  readonly hasEffect: boolean;
}

type AnyHandler = (params: unknown, context: unknown) => unknown;

/**
 * The host's end of the connection. Each message is checked before a handler sees it; each
 * request is answered exactly once, also where its handler throws. Messages that are none are
 * dropped and counted.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** Maps, so that `toString` and the like are no methods. */
  readonly #requests: ReadonlyMap<string, AnyHandler>;
  readonly #commands: ReadonlyMap<string, AnyHandler>;
  readonly #running = new Map<number, Running>();
  readonly #stopListening: () => void;
  #isOpen = true;
  #droppedCount = 0;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#requests = new Map(Object.entries(options.requests) as [string, AnyHandler][]);
    this.#commands = new Map(Object.entries(options.commands) as [string, AnyHandler][]);
    this.#stopListening = options.port.listen((message) => {
      this.#receive(message);
    });
  }

  /** Messages that could not be answered: they had no id, or that of a request under way. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Tells the panel. */
  emit<M extends MethodOf<PanelApi, "event">>(method: M, params: ParamsOf<PanelApi, M>): void {
    this.#post({ version: PROTOCOL_VERSION, kind: "event", method, params });
  }

  /** Ends the connection and all that is under way for it. */
  dispose(): void {
    this.#isOpen = false;
    this.#stopListening();
    this.abandon();
  }

  /** Answers nothing that is under way, as who asked is gone, and ends what has no effect. */
  abandon(): void {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const { abort, abandon, hasEffect } of running) {
      abandon.abort();
      if (!hasEffect) abort.abort();
    }
  }

  #receive(received: unknown): void {
    const message = parseToHost(received);
    if (message === undefined) {
      this.#refuse(idOf(received), "invalidMessage", "The message has no known shape.");
      return;
    }
    const id = message.kind === "request" ? message.id : undefined;
    if (message.version !== PROTOCOL_VERSION) {
      this.#refuse(id, "versionMismatch", "The panel is of another version: close and reopen it.");
      return;
    }
    const definition = findDefinition(PANEL_API, message.method);
    if (definition?.kind !== message.kind) {
      this.#refuse(id, "unknownMethod", `There is no ${message.kind} "${message.method}".`);
      return;
    }
    const params = v.safeParse(definition.params, message.params);
    if (!params.success) {
      const [issue] = params.issues;
      this.#refuse(id, "invalidParams", `The parameters of ${message.method}: ${issue.message}`);
      return;
    }
    this.#handle({ ...message, params: params.output });
  }

  #handle(message: ToHost): void {
    if (message.kind === "request") void this.#answer(message.id, message.method, message.params);
    else if (message.method === "cancel") this.#cancel(message.params);
    else void this.#runCommand(message.method, message.params);
  }

  async #answer(id: number, method: string, params: unknown): Promise<void> {
    // A page that begins knows nothing of the requests of the page before, nor of their ids.
    if (method === "ready") this.abandon();
    const handler = this.#requests.get(method);
    if (handler === undefined || this.#running.has(id)) {
      this.#refuse(id, "invalidMessage", "The request cannot be answered.");
      return;
    }
    if (this.#running.size >= MAX_RUNNING) {
      this.#refuse(id, "refused", `${MAX_RUNNING} requests are under way already.`);
      return;
    }
    const abort = new AbortController();
    const definition = findDefinition(PANEL_API, method);
    const hasEffect = definition?.kind === "request" && definition.hasEffect === true;
    const running = { abort, abandon: new AbortController(), hasEffect };
    this.#running.set(id, running);
    const isAwaited = () => this.#running.get(id) === running;
    const report = (progress: unknown) => {
      if (isAwaited()) this.#post({ version: PROTOCOL_VERSION, kind: "progress", id, progress });
    };
    let answer: ToPanel;
    let failure: unknown;
    try {
      const result = await handler(params, {
        signal: abort.signal,
        abandoned: running.abandon.signal,
        report,
      });
      // Also after a cancel that came too late: what is done is done.
      answer = { version: PROTOCOL_VERSION, kind: "result", id, result };
    } catch (thrown) {
      failure = thrown;
      const { code, message } = this.#describe(method, thrown, abort.signal);
      answer = { version: PROTOCOL_VERSION, kind: "error", id, error: { code, message } };
    }
    if (!isAwaited()) {
      const isFailure = answer.kind === "error" && answer.error.code !== "cancelled";
      if (hasEffect && isFailure) this.#options.onUnawaitedFailure(failure);
      return;
    }
    this.#running.delete(id);
    this.#post(answer);
  }

  async #runCommand(method: string, params: unknown): Promise<void> {
    try {
      await this.#commands.get(method)?.(params, undefined);
    } catch (error) {
      this.#options.onProblem(`The panel's command ${method} failed`, error);
      this.#options.onUnawaitedFailure(error);
    }
  }

  #cancel(params: unknown): void {
    if (typeof params !== "object" || params === null || !("id" in params)) return;
    this.#running.get(Number(params.id))?.abort.abort();
  }

  #describe(method: string, error: unknown, signal: AbortSignal): ProtocolError {
    const isCancelled = error instanceof Error && error.name === "AbortError";
    if (signal.aborted || isCancelled) return cancelled();
    const isExpected = error instanceof ProtocolError && error.code !== "internal";
    if (!isExpected || error.code === "io") {
      this.#options.onProblem(`The panel's request ${method} failed`, error);
    }
    return isExpected ? error : new ProtocolError("internal", toError(error).message);
  }

  #refuse(id: number | undefined, code: ErrorCode, message: string): void {
    // An answer to an id in use would be taken for that of the request under way.
    if (id === undefined || this.#running.has(id)) this.#options.onDropped(++this.#droppedCount);
    else this.#post({ version: PROTOCOL_VERSION, kind: "error", id, error: { code, message } });
  }

  #post(message: ToPanel): void {
    if (this.#isOpen) this.#options.port.post(message);
  }
}

function cancelled(): ProtocolError {
  return new ProtocolError("cancelled", "Cancelled.");
}

/** The id of a request that is otherwise malformed, so that it can be answered. */
function idOf(message: unknown): number | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const kind: unknown = Reflect.get(message, "kind");
  const id: unknown = Reflect.get(message, "id");
  return kind === "request" && Number.isSafeInteger(id) && Number(id) >= 0 ? Number(id) : undefined;
}
