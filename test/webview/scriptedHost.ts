import {
  Dispatcher,
  type CommandHandlers,
  type RequestHandlers,
} from "../../extension/panel/dispatcher.ts";
import { PANEL_API } from "../../shared/protocol/panelApi.ts";
import { HostClient } from "../../webview/host/hostClient.ts";
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
  const requests: unknown = Object.fromEntries(
    methodsOf("request").map((method) => [
      method,
      (params: unknown, context: never) => {
        asked.push({ method, params });
        const answer = answers[method as keyof RequestHandlers];
        if (answer === undefined) throw new Error(`The test has no answer to ${method}.`);
        return answer(params as never, context);
      },
    ]),
  );
  const commands: unknown = Object.fromEntries(
    methodsOf("command").map((method) => [
      method,
      (params: unknown) => {
        told.push({ method, params });
      },
    ]),
  );
  const dispatcher = new Dispatcher({
    port: host,
    requests: requests as RequestHandlers,
    commands: commands as CommandHandlers,
    onProblem: () => undefined,
    onUnawaitedFailure: () => undefined,
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

function methodsOf(kind: "request" | "command"): string[] {
  return Object.entries(PANEL_API)
    .filter(([, definition]) => definition.kind === kind)
    .map(([method]) => method);
}
