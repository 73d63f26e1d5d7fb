import * as vscode from "vscode";
import { describeFailure } from "../actions/describeFailure.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { CommandHandler, CommandHandlers } from "../commands/commandHandler.ts";
import { toError } from "../platform/fileSystem.ts";
import { COMMAND_IDS, type CommandId } from "../recording/commandIds.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { CommandRegistration } from "../wiring/editor.ts";

export interface RegistrationOptions {
  readonly log: vscode.LogOutputChannel;
  readonly user: Pick<UserInterface, "l10n" | "showError">;
  readonly ownExtensionId: string;
}

/**
 * Registers every command, each wrapped in a `command.invoked` span. The one place that does so.
 * An id that another extension contributes is left to it, and the log says so: registering it
 * first would make that extension's activation fail.
 */
export function registerCommands(
  handlers: CommandHandlers,
  recorder: Recorder<ExtensionEvents>,
  options: RegistrationOptions,
): CommandRegistration {
  const { log, ownExtensionId } = options;
  const registered: vscode.Disposable[] = [];
  for (const id of COMMAND_IDS) {
    const owner = otherOwner(id, ownExtensionId);
    if (owner !== undefined) {
      log.warn(`The command ${id} belongs to the extension ${owner} and is left to it.`);
      continue;
    }
    try {
      const run = () => runCommand(id, handlers[id], recorder, options);
      registered.push(vscode.commands.registerCommand(id, run));
    } catch (error) {
      log.warn(`The command ${id} is not available here: ${toError(error).message}`);
    }
  }
  return {
    dispose: () => {
      vscode.Disposable.from(...registered).dispose();
    },
    registeredCount: registered.length,
    conflictCount: COMMAND_IDS.length - registered.length,
  };
}

async function runCommand(
  id: CommandId,
  handler: CommandHandler,
  recorder: Recorder<ExtensionEvents>,
  { log, user }: RegistrationOptions,
): Promise<void> {
  try {
    await recorder.trace("command.invoked", handler, { properties: { commandId: id } });
  } catch (error) {
    log.error(`${id} failed`, error);
    user.showError(describeFailure(user.l10n, error));
  }
}

function otherOwner(id: CommandId, ownExtensionId: string): string | undefined {
  return vscode.extensions.all.find(
    (extension) =>
      extension.id.toLowerCase() !== ownExtensionId.toLowerCase() &&
      contributedCommands(extension.packageJSON).includes(id),
  )?.id;
}

/** Manifests of other extensions are data like any other. */
function contributedCommands(manifest: unknown): readonly unknown[] {
  const commands = member(member(manifest, "contributes"), "commands");
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [commands];
  return list.map((command) => member(command, "command"));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
