import type { CommandId } from "../recording/commandIds.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Span } from "../recording/span.ts";

/** Runs a command. Marks the span as aborted if the user cancels. */
export type CommandHandler = (
  span: Pick<Span<ExtensionEvents, "command.invoked">, "markAborted">,
) => void | Promise<void>;

export type CommandHandlers = Readonly<Record<CommandId, CommandHandler>>;
