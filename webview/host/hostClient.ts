import { t } from "@vscode/l10n";
import * as v from "valibot";
import {
  parseToPanel,
  PROTOCOL_VERSION,
  ProtocolError,
  type ToHost,
  type ToPanel,
} from "../../shared/protocol/envelope.ts";
import {
  findDefinition,
  type MethodOf,
  type ParamsOf,
  type ProgressOf,
  type RequestDefinition,
  type ResultOf,
} from "../../shared/protocol/message.ts";
import { PANEL_API, type PanelApi } from "../../shared/protocol/panelApi.ts";
import type { Port } from "../../shared/protocol/port.ts";

type RequestMethod = MethodOf<PanelApi, "request">;
type CommandMethod = MethodOf<PanelApi, "command">;
type EventMethod = MethodOf<PanelApi, "event">;

export interface RequestOptions<M extends RequestMethod> {
  /** Cancels the request. One with an effect still waits for the response of the host. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ProgressOf<PanelApi, M>) => void;
}

interface Pending {
  readonly method: RequestMethod;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: ProtocolError) => void;
  readonly progress: (progress: unknown) => void;
  readonly restartTimeout: () => void;
}

type Listener = (params: unknown) => void;

/**
 * The panel's end of the connection. Requests reject only with a `ProtocolError`. Messages from the
 * host are validated; invalid or unexpected ones are dropped and counted.
 */
export class HostClient {
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #stopListening: () => void;
  /** Starts at a random number, so that responses to the page before a reload match no request. */
  #nextId = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  #isOpen = true;
  #droppedCount = 0;

  constructor(port: Port) {
    this.#port = port;
    this.#stopListening = port.listen((message) => {
      this.#receive(message);
    });
  }

  /** Number of messages from the host that were invalid or unexpected. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  request<M extends RequestMethod>(
    method: M,
    params: ParamsOf<PanelApi, M>,
    { signal, onProgress }: RequestOptions<M> = {},
  ): Promise<ResultOf<PanelApi, M>> {
    if (signal?.aborted === true || !this.#isOpen) return Promise.reject(cancelled());
    const id = this.#nextId++;
    const { timeoutMs, hasEffect }: RequestDefinition = PANEL_API[method];
    return new Promise<ResultOf<PanelApi, M>>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const sendCancel = () => {
        const params = { id };
        this.#post({ version: PROTOCOL_VERSION, kind: "command", method: "cancel", params });
      };
      const abandon = (error: ProtocolError) => {
        settle();
        sendCancel();
        reject(error);
      };
      const cancel = () => {
        if (hasEffect === true) sendCancel();
        else abandon(cancelled());
      };
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
        this.#pending.delete(id);
      };
      const restartTimeout = () => {
        clearTimeout(timer);
        if (timeoutMs === undefined) return;
        timer = setTimeout(() => {
          abandon(new ProtocolError("timedOut", `No response within ${timeoutMs / 1000} s.`));
        }, timeoutMs);
      };
      this.#pending.set(id, {
        method,
        resolve: (result) => {
          settle();
          resolve(result as ResultOf<PanelApi, M>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        progress: (progress) => onProgress?.(progress as ProgressOf<PanelApi, M>),
        restartTimeout,
      });
      signal?.addEventListener("abort", cancel, { once: true });
      restartTimeout();
      this.#post({ version: PROTOCOL_VERSION, kind: "request", id, method, params });
    });
  }

  /** Sends a command. The host reports failures to the user. */
  send<M extends Exclude<CommandMethod, "cancel">>(method: M, params: ParamsOf<PanelApi, M>): void {
    this.#post({ version: PROTOCOL_VERSION, kind: "command", method, params });
  }

  /** Calls `listener` with each event from the host. Returns a function that stops listening. */
  on<M extends EventMethod>(
    method: M,
    listener: (params: ParamsOf<PanelApi, M>) => void,
  ): () => void {
    const listeners = this.#listeners.get(method) ?? new Set();
    const checked: Listener = (params) => {
      listener(params as ParamsOf<PanelApi, M>);
    };
    this.#listeners.set(method, listeners.add(checked));
    return () => {
      listeners.delete(checked);
    };
  }

  /** Closes the connection and rejects pending and future requests. */
  dispose(): void {
    this.#isOpen = false;
    this.#stopListening();
    for (const pending of [...this.#pending.values()]) pending.reject(cancelled());
  }

  #receive(received: unknown): void {
    const message = parseToPanel(received);
    if (message?.version !== PROTOCOL_VERSION || !this.#deliver(message)) this.#droppedCount++;
  }

  /** Returns false for an unexpected or invalid message. */
  #deliver(message: ToPanel): boolean {
    if (message.kind === "event") return this.#notifyListeners(message.method, message.params);
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return false;
    const definition = PANEL_API[pending.method];
    switch (message.kind) {
      case "error":
        pending.reject(new ProtocolError(message.error.code, message.error.message));
        return true;
      case "progress": {
        const schema = "progress" in definition ? definition.progress : v.never();
        const progress = v.safeParse(schema, message.progress);
        if (!progress.success) return false;
        pending.restartTimeout();
        pending.progress(progress.output);
        return true;
      }
      case "result": {
        const result = v.safeParse(definition.result, message.result);
        if (result.success) pending.resolve(result.output);
        else pending.reject(invalidResponse(pending.method, result.issues[0].message));
        return true;
      }
    }
  }

  #notifyListeners(method: string, params: unknown): boolean {
    const definition = findDefinition(PANEL_API, method);
    if (definition?.kind !== "event") return false;
    const parsed = v.safeParse(definition.params, params);
    if (!parsed.success) return false;
    for (const listener of this.#listeners.get(method) ?? []) listener(parsed.output);
    return true;
  }

  #post(message: ToHost): void {
    if (this.#isOpen) this.#port.post(message);
  }
}

function cancelled(): ProtocolError {
  return new ProtocolError("cancelled", "Canceled.");
}

function invalidResponse(method: string, reason: string): ProtocolError {
  return new ProtocolError(
    "internal",
    t("The extension sent an invalid response to {0}: {1}", method, reason),
  );
}
