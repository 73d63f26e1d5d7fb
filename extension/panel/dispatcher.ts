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
import { isAbortError } from "../platform/abortable.ts";

type RequestMethod = MethodOf<PanelApi, "request">;
type CommandMethod = Exclude<MethodOf<PanelApi, "command">, "cancel">;

/** What a handler receives besides its parameters. */
export interface RequestContext<M extends RequestMethod> {
  /** Aborted when the panel cancels, or when it is gone and the request has no effect. */
  readonly signal: AbortSignal;
  /** Aborted when the page that asked is gone; VS Code then shows the outcome instead. */
  readonly abandoned: AbortSignal;
  readonly report: (progress: ProgressOf<PanelApi, M>) => void;
}

/** One handler per request. Throw a `ProtocolError` to choose the error code of the answer. */
export type RequestHandlers = {
  readonly [M in RequestMethod]: (
    params: ParamsOf<PanelApi, M>,
    context: RequestContext<M>,
  ) => Promise<ResultOf<PanelApi, M>>;
};

/** One handler per command, except for `cancel`, which the dispatcher handles. */
export type CommandHandlers = {
  readonly [M in CommandMethod]: (params: ParamsOf<PanelApi, M>) => void | Promise<void>;
};

export interface DispatcherOptions {
  readonly port: Port;
  readonly requests: RequestHandlers;
  readonly commands: CommandHandlers;
  /** Called with the details of failures, of which the panel gets a sentence at most. */
  readonly onError: (message: string, cause: unknown) => void;
  /** Called with errors that no caller receives: from a command, or a request whose page is gone. */
  readonly onUndeliverableError: (error: unknown) => void;
  /** Called with the total count whenever a message cannot even be answered. */
  readonly onDropped: (count: number) => void;
}

/** Our own page has a handful of requests pending at a time. */
const MAX_PENDING_REQUESTS = 16;

interface PendingRequest {
  readonly abort: AbortController;
  readonly abandon: AbortController;
  readonly hasEffect: boolean;
}

type AnyHandler = (params: unknown, context: unknown) => unknown;

/**
 * The host's end of the connection. Validates each message before a handler sees it, and answers
 * each request exactly once, even if its handler throws. Drops and counts messages that it cannot
 * answer.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** Maps, so that `toString` and the like are not methods. */
  readonly #requests: ReadonlyMap<string, AnyHandler>;
  readonly #commands: ReadonlyMap<string, AnyHandler>;
  readonly #pending = new Map<number, PendingRequest>();
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

  /** Messages that could not be answered: their id was missing, or that of a pending request. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Sends an event to the panel. */
  emit<M extends MethodOf<PanelApi, "event">>(method: M, params: ParamsOf<PanelApi, M>): void {
    this.#post({ version: PROTOCOL_VERSION, kind: "event", method, params });
  }

  /** Closes the connection and abandons pending requests. */
  dispose(): void {
    this.#isOpen = false;
    this.#stopListening();
    this.abandon();
  }

  /** Leaves pending requests unanswered, as their page is gone, and aborts those without effect. */
  abandon(): void {
    const abandoned = [...this.#pending.values()];
    this.#pending.clear();
    for (const { abort, abandon, hasEffect } of abandoned) {
      abandon.abort();
      if (!hasEffect) abort.abort();
    }
  }

  #receive(received: unknown): void {
    const message = parseToHost(received);
    if (message === undefined) {
      this.#refuse(idOf(received), "invalidMessage", "The message has an unknown format.");
      return;
    }
    const id = message.kind === "request" ? message.id : undefined;
    if (message.version !== PROTOCOL_VERSION) {
      this.#refuse(
        id,
        "versionMismatch",
        "The panel and the extension have different versions. Close and reopen the panel.",
      );
      return;
    }
    const definition = findDefinition(PANEL_API, message.method);
    if (definition?.kind !== message.kind) {
      this.#refuse(id, "unknownMethod", `Unknown ${message.kind} "${message.method}".`);
      return;
    }
    const params = v.safeParse(definition.params, message.params);
    if (!params.success) {
      const [issue] = params.issues;
      this.#refuse(
        id,
        "invalidParams",
        `Invalid parameters for ${message.method}: ${issue.message}`,
      );
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
    // A new page does not know the requests of the previous page, or their ids.
    if (method === "ready") this.abandon();
    const handler = this.#requests.get(method);
    if (handler === undefined || this.#pending.has(id)) {
      this.#refuse(id, "invalidMessage", "The request cannot be handled.");
      return;
    }
    if (this.#pending.size >= MAX_PENDING_REQUESTS) {
      this.#refuse(id, "refused", `Too many pending requests (maximum ${MAX_PENDING_REQUESTS}).`);
      return;
    }
    const abort = new AbortController();
    const definition = findDefinition(PANEL_API, method);
    const hasEffect = definition?.kind === "request" && definition.hasEffect === true;
    const request = { abort, abandon: new AbortController(), hasEffect };
    this.#pending.set(id, request);
    const isPending = () => this.#pending.get(id) === request;
    const report = (progress: unknown) => {
      if (isPending()) this.#post({ version: PROTOCOL_VERSION, kind: "progress", id, progress });
    };
    let answer: ToPanel;
    let failure: unknown;
    try {
      const result = await handler(params, {
        signal: abort.signal,
        abandoned: request.abandon.signal,
        report,
      });
      // Even if it was canceled meanwhile: the work is done.
      answer = { version: PROTOCOL_VERSION, kind: "result", id, result };
    } catch (thrown) {
      failure = thrown;
      const { code, message } = this.#toProtocolError(method, thrown, abort.signal);
      answer = { version: PROTOCOL_VERSION, kind: "error", id, error: { code, message } };
    }
    if (!isPending()) {
      const isFailure = answer.kind === "error" && answer.error.code !== "cancelled";
      if (hasEffect && isFailure) this.#options.onUndeliverableError(failure);
      return;
    }
    this.#pending.delete(id);
    this.#post(answer);
  }

  async #runCommand(method: string, params: unknown): Promise<void> {
    try {
      await this.#commands.get(method)?.(params, undefined);
    } catch (error) {
      this.#options.onError(`The panel command ${method} failed`, error);
      this.#options.onUndeliverableError(error);
    }
  }

  #cancel(params: unknown): void {
    if (typeof params !== "object" || params === null || !("id" in params)) return;
    this.#pending.get(Number(params.id))?.abort.abort();
  }

  #toProtocolError(method: string, error: unknown, signal: AbortSignal): ProtocolError {
    if (signal.aborted || isAbortError(error)) return new ProtocolError("cancelled", "Canceled.");
    const isExpected = error instanceof ProtocolError && error.code !== "internal";
    if (!isExpected || error.code === "io") {
      this.#options.onError(`The panel request ${method} failed`, error);
    }
    return isExpected ? error : new ProtocolError("internal", toError(error).message);
  }

  #refuse(id: number | undefined, code: ErrorCode, message: string): void {
    // An answer with an id in use would be mistaken for that of the pending request.
    if (id === undefined || this.#pending.has(id)) this.#options.onDropped(++this.#droppedCount);
    else this.#post({ version: PROTOCOL_VERSION, kind: "error", id, error: { code, message } });
  }

  #post(message: ToPanel): void {
    if (this.#isOpen) this.#options.port.post(message);
  }
}

/** The id of a malformed request, so that it can still be answered. */
function idOf(message: unknown): number | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const kind: unknown = Reflect.get(message, "kind");
  const id: unknown = Reflect.get(message, "id");
  return kind === "request" && Number.isSafeInteger(id) && Number(id) >= 0 ? Number(id) : undefined;
}
