import {
  Dispatcher,
  type CommandHandlers,
  type RequestContext,
  type RequestHandlers,
} from "../../../extension/panel/dispatcher.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/envelope.ts";
import { commandTable, requestTable, type AnyHandler } from "../../support/handlerTables.ts";

/** A dispatcher whose answers a test gives, on a port that shows what was posted. */
export class DispatcherTestbed {
  readonly posted: Record<string, unknown>[] = [];
  readonly told: (readonly [method: string, params: unknown])[] = [];
  readonly problems: string[] = [];
  readonly failedCommands: unknown[] = [];
  readonly dispatcher: Dispatcher;
  #receive: (message: unknown) => void = () => undefined;

  /** Requests without an answer wait until they are aborted, and then end by that. */
  constructor(answers: Partial<RequestHandlers> = {}, commands: Partial<CommandHandlers> = {}) {
    // Not by own key alone: a test may answer every request alike by a proxy.
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
        (method) => handlerOf(commands, method) ?? ((params) => this.told.push([method, params])),
      ),
      onError: (message, cause) => this.problems.push(`${message}: ${String(cause)}`),
      onUndeliverableError: (error) => this.failedCommands.push(error),
      onDropped: () => undefined,
    });
  }

  /** The message arrives from the page; what it causes at once has happened afterwards. */
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

  /** The codes and kinds of what was posted for the id. */
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
