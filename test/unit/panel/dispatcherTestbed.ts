import {
  Dispatcher,
  type CommandHandlers,
  type RequestHandlers,
} from "../../../extension/panel/dispatcher.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/envelope.ts";
import { PANEL_API } from "../../../shared/protocol/panelApi.ts";

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
    const answerOf = (method: string): unknown => Reflect.get(answers, method);
    const workOf = (method: string): unknown => Reflect.get(commands, method);
    const note = (method: string) => (params: unknown) => this.told.push([method, params]);
    const requestHandlers = methodsOf("request").map(
      (method) => [method, answerOf(method) ?? waitForAbort] as const,
    );
    const commandHandlers = methodsOf("command").map(
      (method) => [method, workOf(method) ?? note(method)] as const,
    );
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
      requests: Object.fromEntries(requestHandlers) as unknown as RequestHandlers,
      commands: Object.fromEntries(commandHandlers) as unknown as CommandHandlers,
      onProblem: (message, cause) => this.problems.push(`${message}: ${String(cause)}`),
      onUnawaitedFailure: (error) => this.failedCommands.push(error),
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

function methodsOf(kind: "request" | "command"): string[] {
  return Object.entries(PANEL_API)
    .filter(([, definition]) => definition.kind === kind)
    .map(([method]) => method);
}

function waitForAbort(_params: unknown, { signal }: { readonly signal: AbortSignal }) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}
