import { Dispatcher, type RequestHandlers } from "../../extension/panel/dispatcher.ts";
import { HostClient } from "../../webview/host/hostClient.ts";
import { commandTable, requestTable } from "../support/handlerTables.ts";
import { createPortPair } from "../support/portPair.ts";

/** A command that the panel told. */
export interface ToldCommand {
  readonly method: string;
  readonly params: unknown;
}

export interface ScriptedHost {
  readonly client: HostClient;
  /** The commands so far. */
  readonly told: readonly ToldCommand[];
  /** The requests so far, each by its method and parameters. */
  readonly asked: readonly ToldCommand[];
  readonly emit: Dispatcher["emit"];
}

/**
 * A host that answers as a test says, behind the real client, dispatcher and checks. A request
 * without an answer fails.
 */
export function createScriptedHost(answers: Partial<RequestHandlers>): ScriptedHost {
  const { panel, host } = createPortPair();
  const told: ToldCommand[] = [];
  const asked: ToldCommand[] = [];
  const requests = requestTable((method) => (params, context) => {
    asked.push({ method, params });
    const answer = answers[method as keyof RequestHandlers];
    if (answer === undefined) throw new Error(`The test has no answer to ${method}.`);
    return answer(params as never, context as never);
  });
  const commands = commandTable((method) => (params) => {
    told.push({ method, params });
  });
  const dispatcher = new Dispatcher({
    port: host,
    requests,
    commands,
    onError: () => undefined,
    onUndeliverableError: () => undefined,
    onDropped: () => undefined,
  });
  return {
    client: new HostClient(panel),
    told,
    asked,
    emit: (method, params) => {
      dispatcher.emit(method, params);
    },
  };
}
