import type { CommandHandlers, RequestHandlers } from "../../extension/panel/dispatcher.ts";
import { PANEL_API } from "../../shared/protocol/panelApi.ts";

/** A handler of any method. */
export type AnyHandler = (params: unknown, context: unknown) => unknown;

/** Creates a handler for each request of the panel. */
export function requestTable(handlerOf: (method: string) => AnyHandler): RequestHandlers {
  const table: unknown = tableOf("request", handlerOf);
  // The compiler cannot infer that all methods have an entry.
  return table as RequestHandlers;
}

/** Creates a handler for each command of the panel, except "cancel". */
export function commandTable(handlerOf: (method: string) => AnyHandler): CommandHandlers {
  const table: unknown = tableOf("command", handlerOf);
  // As above.
  return table as CommandHandlers;
}

function tableOf(kind: "request" | "command", handlerOf: (method: string) => AnyHandler) {
  return Object.fromEntries(
    Object.entries(PANEL_API)
      .filter(([, definition]) => definition.kind === kind)
      .map(([method]) => [method, handlerOf(method)]),
  );
}
