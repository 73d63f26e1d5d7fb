import { Dispatcher, type RequestHandlers } from "../../extension/panel/dispatcher.ts";
import { HostClient } from "../../webview/host/hostClient.ts";
import { commandTable, requestTable } from "../support/handlerTables.ts";
import { createPortPair } from "../support/portPair.ts";

/** A command or request from the panel. */
export interface SentMessage {
  readonly method: string;
  readonly params: unknown;
}

export interface ScriptedHost {
  readonly client: HostClient;
  /** All commands so far. */
  readonly commands: readonly SentMessage[];
  /** All requests so far. */
  readonly requests: readonly SentMessage[];
  readonly emit: Dispatcher["emit"];
}

/**
 * A host with scripted answers, behind the real client, dispatcher, and validation. Requests
 * without an answer fail.
 */
export function createScriptedHost(answers: Partial<RequestHandlers>): ScriptedHost {
  const { panel, host } = createPortPair();
  const commands: SentMessage[] = [];
  const requests: SentMessage[] = [];
  const requestHandlers = requestTable((method) => (params, context) => {
    requests.push({ method, params });
    const answer = answers[method as keyof RequestHandlers];
    if (answer === undefined) throw new Error(`The test has no answer to ${method}.`);
    return answer(params as never, context as never);
  });
  const commandHandlers = commandTable((method) => (params) => {
    commands.push({ method, params });
  });
  const dispatcher = new Dispatcher({
    port: host,
    requests: requestHandlers,
    commands: commandHandlers,
    onError: () => undefined,
    onUndeliverableError: () => undefined,
    onDropped: () => undefined,
  });
  return {
    client: new HostClient(panel),
    commands,
    requests,
    emit: (method, params) => {
      dispatcher.emit(method, params);
    },
  };
}
