import {
  Dispatcher,
  type CommandHandlers,
  type RequestContext,
  type RequestHandlers,
} from "../../../extension/panel/dispatcher.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/envelope.ts";
import { commandTable, requestTable, type AnyHandler } from "../../support/handlerTables.ts";

/** A dispatcher with scripted handlers, on a port that records posted messages. */
export class DispatcherTestbed {
  readonly posted: Record<string, unknown>[] = [];
  readonly commands: (readonly [method: string, params: unknown])[] = [];
  readonly problems: string[] = [];
  readonly failedCommands: unknown[] = [];
  readonly dispatcher: Dispatcher;
  #receive: (message: unknown) => void = () => undefined;

  /** Requests without an answer stay pending until they are aborted. */
  constructor(answers: Partial<RequestHandlers> = {}, handlers: Partial<CommandHandlers> = {}) {
    // Not limited to own keys, because a test may pass a proxy that answers every request.
    const handlerOf = (table: object, method: string) =>
      Reflect.get(table, method) as AnyHandler | undefined;
    this.dispatcher = new Dispatcher({
      port: {
        post: (message) => this.posted.push({ ...Object(message) } as Record<string, unknown>),
        listen: (listener) => {
          this.#receive = listener;
          return () => {
            this.#receive = () => undefined;
          };
        },
      },
      requests: requestTable((method) => handlerOf(answers, method) ?? waitForAbort),
      commands: commandTable(
        (method) =>
          handlerOf(handlers, method) ?? ((params) => this.commands.push([method, params])),
      ),
      onError: (message, cause) => this.problems.push(`${message}: ${String(cause)}`),
      onUndeliverableError: (error) => this.failedCommands.push(error),
      onDropped: () => undefined,
    });
  }

  /** Receives a message from the page and waits for its immediate effects. */
  async receive(message: unknown): Promise<void> {
    this.#receive(message);
    await new Promise((resolve) => setImmediate(resolve));
  }

  request(id: number, method: string, params: unknown = {}): Promise<void> {
    return this.receive({ version: PROTOCOL_VERSION, kind: "request", id, method, params });
  }

  command(method: string, params: unknown = {}): Promise<void> {
    return this.receive({ version: PROTOCOL_VERSION, kind: "command", method, params });
  }

  /** The error codes and kinds of the messages posted for an ID. */
  answersTo(id: number): unknown[] {
    return this.posted
      .filter((message) => message["id"] === id)
      .map(({ kind, error }) => (kind === "error" ? codeOf(error) : kind));
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

function waitForAbort(_params: unknown, context: unknown) {
  const { signal } = context as RequestContext<"ready">;
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}
