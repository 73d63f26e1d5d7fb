import type { CommandHandlers, RequestHandlers } from "../../extension/panel/dispatcher.ts";
import { PANEL_API } from "../../shared/protocol/panelApi.ts";

/** A handler before it is known of which method it is. */
export type AnyHandler = (params: unknown, context: unknown) => unknown;

/** A handler for each request of the panel's table. */
export function requestTable(handlerOf: (method: string) => AnyHandler): RequestHandlers {
  const table: unknown = tableOf("request", handlerOf);
  // The compiler cannot follow that each method of the kind has its entry.
  return table as RequestHandlers;
}

/** A handler for each command of the panel's table; the dispatcher has no use for "cancel". */
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
