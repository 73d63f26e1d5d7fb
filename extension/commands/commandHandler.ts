import type { CommandId } from "../recording/commandIds.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Span } from "../recording/span.ts";

/** A command's work. It marks the span as aborted where the user gave up. */
export type CommandHandler = (
  span: Pick<Span<ExtensionEvents, "command.invoked">, "markAborted">,
) => void | Promise<void>;

/** One handler for each command. */
export type CommandHandlers = Readonly<Record<CommandId, CommandHandler>>;
